package dev.hebb.spark;

import dev.hebb.runtime.Input;
import dev.hebb.runtime.Output;
import dev.hebb.runtime.Predictor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Rows with their predictions, in the order they came. As many as a batch has are read at a time;
 * those of them whose free axes are as long go into one run.
 */
final class ScoredRows implements Iterator<Row> {
  // Numbers that are read at a time: large pictures do not fill the memory.
  private static final int MOST = 1 << 24;

  private final Plan plan;
  private final List<Feed> feeds;
  private final List<Slot> wanted;
  private final boolean[] ones;
  private final Predictor predictor;
  private final Iterator<Row> rows;
  private final Deque<Row> done = new ArrayDeque<>();

  /**
   * A row, what the model is fed of it, and what it says.
   *
   * @param cells none where something is null
   */
  private record Waiting(Row row, List<Cell> cells, List<Object> answers) {
    boolean goesWith(Waiting other) {
      boolean same = !cells.isEmpty() && cells.size() == other.cells.size();
      for (int i = 0; same && i < cells.size(); i++) {
        same = cells.get(i).sizes().equals(other.cells.get(i).sizes());
      }
      return same;
    }

    List<List<Integer>> sizes() {
      List<List<Integer>> sizes = new ArrayList<>(cells.size());
      cells.forEach(cell -> sizes.add(cell.sizes()));
      return sizes;
    }
  }

  ScoredRows(Plan plan, List<Feed> feeds, Predictor predictor, Iterator<Row> rows) {
    this.plan = plan;
    this.feeds = List.copyOf(feeds);
    this.wanted = plan.wanted();
    this.ones = new boolean[wanted.size()];
    for (int i = 0; i < ones.length; i++) {
      ones[i] = Columns.one(wanted.get(i));
    }
    this.predictor = predictor;
    this.rows = rows;
  }

  @Override
  public boolean hasNext() {
    while (done.isEmpty() && rows.hasNext()) {
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

  private void run() {
    List<Waiting> some = read();
    for (List<Waiting> group : groups(some)) {
      answer(group);
    }
    for (Waiting each : some) {
      done.add(with(each.row(), each.answers().toArray()));
    }
  }

  private List<Waiting> read() {
    List<Waiting> some = new ArrayList<>();
    int most = plan.together();
    for (long numbers = 0; some.size() < most && numbers < MOST && rows.hasNext(); ) {
      Row row = rows.next();
      Optional<List<Cell>> cells = cells(row);
      List<Object> answers = Arrays.asList(new Object[ones.length]);
      if (cells.isPresent()) {
        some.add(new Waiting(row, cells.get(), answers));
        for (Cell cell : cells.get()) {
          numbers += cell.length();
        }
      } else if (plan.nulls() == NullPolicy.NULL) {
        some.add(new Waiting(row, List.of(), answers));
      }
    }
    return some;
  }

  /** What each input is fed; empty where something is null. */
  private Optional<List<Cell>> cells(Row row) {
    List<Cell> cells = new ArrayList<>(feeds.size());
    for (Feed feed : feeds) {
      Optional<Cell> cell = feed.read(row);
      if (cell.isEmpty() && plan.nulls() == NullPolicy.ERROR) {
        throw new ScoringException(
            "%s: %s in a row. Fill it, or say what is to become of such rows: nulls(NullPolicy.SKIP) or nulls(NullPolicy.NULL)."
                .formatted(plan.model().name(), feed.missing(row)));
      }
      if (cell.isEmpty()) {
        return Optional.empty();
      }
      cells.add(cell.get());
    }
    return Optional.of(cells);
  }

  private static Collection<List<Waiting>> groups(List<Waiting> some) {
    if (!some.isEmpty() && some.stream().allMatch(some.get(0)::goesWith)) {
      return List.of(some);
    }
    Map<List<List<Integer>>, List<Waiting>> groups = new LinkedHashMap<>();
    for (Waiting each : some) {
      if (!each.cells().isEmpty()) {
        groups.computeIfAbsent(each.sizes(), sizes -> new ArrayList<>()).add(each);
      }
    }
    return groups.values();
  }

  private void answer(List<Waiting> group) {
    bind(group);
    for (int i = 0; i < feeds.size(); i++) {
      Input input = predictor.input(feeds.get(i).input().name());
      for (int row = 0; row < group.size(); row++) {
        group.get(row).cells().get(i).put(input, row);
      }
    }
    predictor.run();
    for (int i = 0; i < ones.length; i++) {
      Output output = predictor.output(wanted.get(i).name());
      for (int row = 0; row < group.size(); row++) {
        group.get(row).answers().set(i, Ports.get(output, row, ones[i]));
      }
    }
  }

  private void bind(List<Waiting> group) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    for (int i = 0; i < feeds.size(); i++) {
      Slot input = feeds.get(i).input();
      if (input.batched()) {
        sizes.put(input.dims().get(0), group.size());
      }
      List<Integer> own = group.get(0).cells().get(i).sizes();
      for (int axis = 0; axis < own.size(); axis++) {
        String symbol = input.freeAxes().get(axis);
        int before = Optional.ofNullable(sizes.put(symbol, own.get(axis))).orElse(own.get(axis));
        if (before != own.get(axis)) {
          throw new ScoringException(
              "%s: expected one length of \"%s\" in all columns of a row, got %d and %d. Bring them to one."
                  .formatted(plan.model().name(), symbol, before, own.get(axis)));
        }
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
