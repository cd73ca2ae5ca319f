package dev.hebb.training;

import dev.hebb.graph.Seed;
import dev.hebb.training.data.Examples;
import dev.hebb.training.data.Order;
import dev.hebb.training.torch.TrainingModule;
import java.util.ArrayList;
import java.util.List;

/**
 * Examples that are read ahead: a batch is all rows of a slot. The program picks them as it picks
 * rows of examples that stay, so that the same numbers lie alike in memory and give the same bits;
 * the copy is small beside a step.
 */
final class StreamFeed implements Feed {
  private final TrainingModule module;
  private final ReadAhead ahead;
  private final List<TrainingModule.Slot> slots = new ArrayList<>();

  StreamFeed(Examples examples, TrainingModule module, int batch, int readers) {
    this.module = module;
    for (int i = 0; i < ReadAhead.slots(readers, examples.specs(), batch); i++) {
      slots.add(module.slot(examples.specs(), batch));
    }
    ahead =
        new ReadAhead(
            examples, batch, readers, slots.stream().map(TrainingModule.Slot::buffers).toList());
  }

  @Override
  public void begin(int[] order, Seed epoch) {
    ahead.begin(order, epoch);
  }

  @Override
  public boolean advance() {
    return ahead.advance();
  }

  @Override
  public int count() {
    return ahead.count();
  }

  private TrainingModule.Data data() {
    return slots.get(ahead.slot()).data();
  }

  @Override
  public double[] step(long step, double scale) {
    return module.step(data(), Order.ascending(ahead.count()), step, scale);
  }

  @Override
  public double[] evaluate() {
    return module.evaluate(data(), Order.ascending(ahead.count()));
  }

  @Override
  public double waited() {
    return ahead.waited();
  }

  @Override
  public Ranges ranges() {
    return ahead.ranges();
  }

  @Override
  public void close() {
    ahead.close();
  }
}
