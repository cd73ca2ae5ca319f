package dev.hebb.spark;

import dev.hebb.runtime.Lease;
import dev.hebb.runtime.Predictors;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;

/** Predicts for all rows of a partition, on an executor. */
final class Scoring implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1;

  private final Broadcast<Plan> plan;
  private final List<int[]> places;

  Scoring(Broadcast<Plan> plan, List<int[]> places) {
    this.plan = plan;
    this.places = List.copyOf(places);
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    Plan what = plan.value();
    Predictors predictors = Sessions.of(what.model(), Predictors.class, Predictors::open);
    Lease lease = predictors.borrow();
    TaskContext task = TaskContext.get();
    if (task != null) {
      task.addTaskCompletionListener((TaskCompletionListener) over -> lease.close());
    }
    return new ScoredRows(what, places, lease.predictor(), rows);
  }
}
