"""A receiver of OpenTelemetry's metrics over HTTP, which keeps the last value of each."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from local_servers import served
from opentelemetry.proto.collector.metrics.v1 import metrics_service_pb2 as messages
from opentelemetry.proto.metrics.v1.metrics_pb2 import Metric
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

KINDS = {"sum": "counter", "gauge": "gauge", "exponential_histogram": "timer", "histogram": "timer"}
"""Kinds of the protocol, with the names that pipeline/metrics.py gives them."""


@dataclass
class Received:
    """The kind and the last value of each metric that arrived."""

    kinds: dict[str, str] = field(default_factory=dict)
    values: dict[str, float] = field(default_factory=dict)

    async def accept(self, request: Request) -> Response:
        """Decode one export as a collector does, and answer it."""
        sent = messages.ExportMetricsServiceRequest.FromString(await request.body())
        for resource in sent.resource_metrics:
            for scope in resource.scope_metrics:
                for metric in scope.metrics:
                    self._keep(metric)
        answer = messages.ExportMetricsServiceResponse().SerializeToString()
        return Response(answer, media_type="application/x-protobuf")

    def _keep(self, metric: Metric) -> None:
        kind = metric.WhichOneof("data")
        self.kinds[metric.name] = KINDS[kind]
        for point in getattr(metric, kind).data_points:
            timer = KINDS[kind] == "timer"
            self.values[metric.name] = point.sum if timer else point.as_int or point.as_double


@contextmanager
def receive() -> Iterator[tuple[Received, str]]:
    """Run a receiver; yield what it got and its endpoint."""
    received = Received()
    app = Starlette(routes=[Route("/v1/metrics", received.accept, methods=["POST"])])
    with served(app) as port:
        yield received, f"http://127.0.0.1:{port}"
