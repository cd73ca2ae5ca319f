package dev.hebb.spark;

import dev.hebb.runtime.Lease;
import dev.hebb.runtime.Predictors;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;

/** Predicts for all rows of a partition, on an executor. */
final class Scoring implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1;

  private final SentModel model;
  private final Plan plan;
  private final List<int[]> places;
  private final StructType schema;

  Scoring(SentModel model, Plan plan, List<int[]> places, StructType schema) {
    this.model = model;
    this.plan = plan;
    this.places = List.copyOf(places);
    this.schema = schema;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    Predictors predictors = Sessions.predictors(model);
    Lease lease = predictors.borrow();
    TaskContext task = TaskContext.get();
    if (task != null) {
      task.addTaskCompletionListener((TaskCompletionListener) over -> lease.close());
    }
    return new ScoredRows(plan, Feed.of(plan, places, schema), lease.predictor(), rows);
  }
}
