package dev.hebb.spark;

import dev.hebb.runtime.Output;
import dev.hebb.stream.Snapshot;
import dev.hebb.stream.Stream;
import dev.hebb.stream.Streams;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapGroupsWithStateFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.GroupState;
import org.apache.spark.sql.types.StructType;

/** Feeds the ticks of one key to its stream, whose memory is the group's state. */
final class Ticking implements FlatMapGroupsWithStateFunction<String, Row, byte[], Row> {
  private static final long serialVersionUID = 1;

  private final SentModel model;
  private final Plan plan;
  private final List<int[]> places;
  private final int order;

  /** In the order of a field, or as they come where that is less than 0. */
  Ticking(SentModel model, Plan plan, List<int[]> places, int order) {
    this.model = model;
    this.plan = plan;
    this.places = List.copyOf(places);
    this.order = order;
  }

  @Override
  public Iterator<Row> call(String key, Iterator<Row> ticks, GroupState<byte[]> state) {
    Streams streams = Sessions.of(model, Streams.class, Streams::open);
    List<Feed> feeds = Feed.of(plan, places, new StructType());
    List<Row> answers = new ArrayList<>();
    try (Stream stream = streams.open()) {
      if (state.exists()) {
        stream.restore(Snapshot.of(state.get()));
      }
      for (Row tick : ordered(ticks)) {
        answers.add(tick(feeds, stream, tick));
      }
      state.update(stream.snapshot().toBytes());
    }
    return answers.iterator();
  }

  private List<Row> ordered(Iterator<Row> ticks) {
    List<Row> all = new ArrayList<>();
    ticks.forEachRemaining(all::add);
    if (order >= 0) {
      all.sort(Comparator.comparing(this::place));
    }
    return all;
  }

  @SuppressWarnings("unchecked") // what a database can put in order is comparable
  private Comparable<Object> place(Row row) {
    return (Comparable<Object>) row.get(order);
  }

  private Row tick(List<Feed> feeds, Stream stream, Row tick) {
    for (Feed feed : feeds) {
      Cell cell =
          feed.read(tick)
              .orElseThrow(
                  () ->
                      new ScoringException(
                          "%s: %s in a tick. Leave such rows out before."
                              .formatted(plan.model().name(), feed.missing(tick))));
      cell.put(stream.input(feed.input().name()), 0);
    }
    stream.step();
    List<Slot> wanted = plan.wanted();
    Object[] answers = new Object[wanted.size()];
    for (int i = 0; i < answers.length; i++) {
      Output output = stream.output(wanted.get(i).name());
      answers[i] = Ports.get(output, 0, Columns.one(wanted.get(i)));
    }
    return ScoredRows.with(tick, answers);
  }
}
