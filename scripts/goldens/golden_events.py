"""Events as TensorBoard's own writer writes them: src/training/src/test/resources/tensorboard/events.tfevents.

Needs: pip install tensorboard==2.21.0
"""

from pathlib import Path

from tensorboard.compat.proto import event_pb2, summary_pb2
from tensorboard.summary.writer.record_writer import RecordWriter

TARGET = (
    Path(__file__).resolve().parents[2]
    / "src/training/src/test/resources/tensorboard/events.tfevents"
)
TIME = 1_700_000_000.25


def event(writer, **fields):
    writer.write(event_pb2.Event(wall_time=TIME, **fields).SerializeToString())


def scalar(writer, tag, value, step):
    figure = summary_pb2.Summary.Value(tag=tag, simple_value=value)
    event(writer, step=step, summary=summary_pb2.Summary(value=[figure]))


TARGET.parent.mkdir(exist_ok=True)
with TARGET.open("wb") as file:
    writer = RecordWriter(file)
    event(writer, file_version="brain.Event:2")
    start = event_pb2.SessionLog(status=event_pb2.SessionLog.START)
    event(writer, step=40, session_log=start)
    scalar(writer, "epoch_loss", 0.5, 40)
    scalar(writer, "epoch_mean_absolute_error", -1.25e-3, 300)
    scalar(writer, "epoch_loss", float("nan"), 300)
    writer.flush()
