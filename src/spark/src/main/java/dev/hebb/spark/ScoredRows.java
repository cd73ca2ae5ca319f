package dev.hebb.spark;

import dev.hebb.runtime.Input;
import dev.hebb.runtime.Output;
import dev.hebb.runtime.Predictor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Rows with their predictions, in the order they came. Those whose free axes are as long go into
 * one run, up to the size of a batch.
 */
final class ScoredRows implements Iterator<Row> {
  private final Plan plan;
  private final List<int[]> places;
  private final Predictor predictor;
  private final Iterator<Row> rows;
  private final Deque<Row> done = new ArrayDeque<>();
  private Waiting next;

  /** A row and what the model is fed of it. */
  private record Waiting(Row row, List<Cell> cells) {
    List<List<Integer>> sizes() {
      return cells.stream().map(Cell::sizes).toList();
    }
  }

  ScoredRows(Plan plan, List<int[]> places, Predictor predictor, Iterator<Row> rows) {
    this.plan = plan;
    this.places = places;
    this.predictor = predictor;
    this.rows = rows;
  }

  @Override
  public boolean hasNext() {
    while (done.isEmpty() && (next != null || rows.hasNext())) {
      run();
    }
    return !done.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return done.remove();
  }

  // As many rows as fit together; one that does not waits for the next run.
  private void run() {
    List<Waiting> batch = new ArrayList<>();
    if (next != null) {
      batch.add(next);
      next = null;
    }
    while (batch.size() < plan.together() && next == null && rows.hasNext()) {
      Row row = rows.next();
      List<Cell> cells = cells(row);
      if (cells.isEmpty()) {
        if (plan.nulls() == NullPolicy.NULL) {
          if (batch.isEmpty()) {
            done.add(with(row, new Object[plan.answers().size()]));
            return;
          }
          answer(batch);
          done.add(with(row, new Object[plan.answers().size()]));
          return;
        }
      } else {
        Waiting waiting = new Waiting(row, cells);
        if (batch.isEmpty() || batch.get(0).sizes().equals(waiting.sizes())) {
          batch.add(waiting);
        } else {
          next = waiting;
        }
      }
    }
    if (!batch.isEmpty()) {
      answer(batch);
    }
  }

  /** What each input is fed; empty where something is null. */
  private List<Cell> cells(Row row) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      Slot input = plan.inputs().get(i);
      List<String> columns = plan.feeds().get(input.name());
      Cell cell = Cell.read(row, places.get(i), input, columns, plan.model().name());
      if (cell == null) {
        if (plan.nulls() == NullPolicy.ERROR) {
          throw new ScoringException(
              "%s: column %s is null in a row. Fill it, or say what is to become of such rows: nulls(NullPolicy.SKIP) or nulls(NullPolicy.NULL)."
                  .formatted(
                      plan.model().name(),
                      columns.size() == 1 ? "\"" + columns.get(0) + "\"" : "one of " + columns));
        }
        return List.of();
      }
      cells.add(cell);
    }
    return cells;
  }

  private void answer(List<Waiting> batch) {
    bind(batch);
    for (int i = 0; i < plan.inputs().size(); i++) {
      Input input = predictor.input(plan.inputs().get(i).name());
      for (int row = 0; row < batch.size(); row++) {
        Ports.put(input, row, batch.get(row).cells().get(i));
      }
    }
    predictor.run();
    List<Slot> wanted = plan.wanted();
    List<Output> outputs = new ArrayList<>();
    wanted.forEach(slot -> outputs.add(predictor.output(slot.name())));
    for (int row = 0; row < batch.size(); row++) {
      Object[] answers = new Object[wanted.size()];
      for (int i = 0; i < answers.length; i++) {
        answers[i] = Ports.get(outputs.get(i), row, Columns.one(wanted.get(i)));
      }
      done.add(with(batch.get(row).row(), answers));
    }
  }

  private void bind(List<Waiting> batch) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    for (int i = 0; i < plan.inputs().size(); i++) {
      Slot input = plan.inputs().get(i);
      if (input.batched()) {
        sizes.put(input.dims().get(0), batch.size());
      }
      List<Integer> own = batch.get(0).cells().get(i).sizes();
      for (int axis = 0; axis < own.size(); axis++) {
        sizes.put(input.freeAxes().get(axis), own.get(axis));
      }
    }
    if (!sizes.isEmpty()) {
      predictor.bind(sizes);
    }
  }

  /** A row with more columns. */
  static Row with(Row row, Object[] answers) {
    Object[] all = new Object[row.size() + answers.length];
    for (int i = 0; i < row.size(); i++) {
      all[i] = row.get(i);
    }
    System.arraycopy(answers, 0, all, row.size(), answers.length);
    return RowFactory.create(all);
  }
}
