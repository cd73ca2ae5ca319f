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
import scala.Tuple2;

/** Predicts for all rows of a partition, on an executor. */
final class Scoring implements MapPartitionsFunction<Tuple2<Row, Boolean>, Row> {
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
  public Iterator<Row> call(Iterator<Tuple2<Row, Boolean>> pairs) {
    Predictors predictors = Sessions.predictors(model);
    Lease lease = predictors.borrow();
    TaskContext task = TaskContext.get();
    if (task != null) {
      task.addTaskCompletionListener((TaskCompletionListener) over -> lease.close());
    }
    List<Feed> feeds = Feed.of(plan, places, schema);
    return new ScoredRows(plan, feeds, lease.predictor(), rows(pairs));
  }

  private static Iterator<Row> rows(Iterator<Tuple2<Row, Boolean>> pairs) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return pairs.hasNext();
      }

      @Override
      public Row next() {
        return pairs.next()._1();
      }
    };
  }
}
