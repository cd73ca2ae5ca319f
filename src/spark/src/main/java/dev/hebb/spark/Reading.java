package dev.hebb.spark;

import dev.hebb.text.TextPredictor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/** Reads the texts of a partition, on an executor. */
final class Reading implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1;
  private static final int TOGETHER = 64;

  private final SentModel model;
  private final int place;
  private final String column;
  private final NullPolicy nulls;

  Reading(SentModel model, int place, String column, NullPolicy nulls) {
    this.model = model;
    this.place = place;
    this.column = column;
    this.nulls = nulls;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    TextPredictor predictor = Sessions.of(model, TextPredictor.class, TextPredictor::open);
    return new Iterator<>() {
      private Iterator<Row> done = List.<Row>of().iterator();

      @Override
      public boolean hasNext() {
        while (!done.hasNext() && rows.hasNext()) {
          done = answered(predictor, rows).iterator();
        }
        return done.hasNext();
      }

      @Override
      public Row next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return done.next();
      }
    };
  }

  private List<Row> answered(TextPredictor predictor, Iterator<Row> rows) {
    List<Row> some = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    while (some.size() < TOGETHER && rows.hasNext()) {
      Row row = rows.next();
      if (!row.isNullAt(place)) {
        texts.add(row.getString(place));
        some.add(row);
      } else if (nulls == NullPolicy.NULL) {
        some.add(row);
      } else if (nulls == NullPolicy.ERROR) {
        throw new ScoringException(
            "%s: column \"%s\" is null in a row. Fill it, or say what is to become of such rows: nulls(NullPolicy.SKIP) or nulls(NullPolicy.NULL)."
                .formatted(model.id().name(), column));
      }
    }
    Iterator<Map<String, Float>> answers =
        (texts.isEmpty() ? List.<Map<String, Float>>of() : predictor.probabilities(texts))
            .iterator();
    List<Row> answered = new ArrayList<>();
    for (Row row : some) {
      answered.add(
          row.isNullAt(place)
              ? ScoredRows.with(row, new Object[2])
              : ScoredRows.with(row, answer(answers.next())));
    }
    return answered;
  }

  private static Object[] answer(Map<String, Float> probabilities) {
    String best =
        probabilities.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    return new Object[] {best, CollectionConverters.asScala(probabilities)};
  }
}
