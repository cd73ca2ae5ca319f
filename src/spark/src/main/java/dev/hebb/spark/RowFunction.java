package dev.hebb.spark;

import dev.hebb.runtime.Predictors;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.StructType;

/** A model as a function of SQL: of what its input is fed, or of a struct with a field for each. */
final class RowFunction implements UDF1<Object, Object> {
  private static final long serialVersionUID = 1;

  private final SentModel model;
  private final Plan plan;

  RowFunction(SentModel model, Plan plan) {
    this.model = model;
    this.plan = plan;
  }

  @Override
  public Object call(Object argument) {
    int inputs = plan.inputs().size();
    Row row = inputs == 1 ? RowFactory.create(argument) : (Row) argument;
    if (row == null) {
      row = RowFactory.create(new Object[inputs]);
    }
    List<int[]> places = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      places.add(new int[] {i});
    }
    Row fed = row;
    List<Feed> feeds = Feed.of(plan, places, new StructType());
    Predictors predictors = Sessions.predictors(model);
    Row answered =
        predictors.call(
            predictor -> new ScoredRows(plan, feeds, predictor, List.of(fed).iterator()).next());
    int outputs = plan.answers().size();
    if (outputs == 1) {
      return answered.get(inputs);
    }
    Object[] answers = new Object[outputs];
    for (int i = 0; i < outputs; i++) {
      answers[i] = answered.get(inputs + i);
    }
    return RowFactory.create(answers);
  }
}
