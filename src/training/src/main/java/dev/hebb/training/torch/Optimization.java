package dev.hebb.training.torch;

import dev.hebb.graph.Graph;
import dev.hebb.graph.Param;
import dev.hebb.training.Optimizer;
import dev.hebb.training.Rule;
import dev.hebb.training.Settings;
import dev.hebb.training.TrainingException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Prints what an optimizer does at a step, and works out the numbers that it wants then. In the
 * printed code {@code gs} are the gradients of the trained parameters, {@code control0}, {@code
 * control1}, … the step's numbers: its seed, its number, the learning rate, then the rule's, then
 * whether the weights are changed, how much of them goes into their average, and whether they
 * become it, where these are asked for.
 */
record Optimization(
    Rule rule, Settings settings, Update update, List<Group> groups, List<Param> trained) {
  /** Place of the learning rate among a step's numbers. */
  static final int RATE = 2;

  /** Place of the rule's first number among a step's numbers. */
  static final int RULE = 3;

  private static final Slot SUM = Slot.zeros("gradient_accumulator");
  private static final Slot AVERAGE = Slot.weight("average");

  static Optimization of(Optimizer optimizer, Graph graph) {
    List<Param> trained = graph.params().stream().filter(Param::trainable).toList();
    Settings settings = optimizer.settings();
    Update update = Update.of(optimizer.rule());
    List<Group> groups = new Grouping(settings, update, graph.name(), trained).groups();
    return new Optimization(optimizer.rule(), settings, update, groups, trained);
  }

  /**
   * What is remembered of one trained parameter.
   *
   * @param parameter its number among them
   */
  record Remembered(Slot slot, int parameter) {}

  /** All that it remembers from step to step. */
  List<Remembered> remembered() {
    List<Remembered> all = new ArrayList<>();
    for (Slot slot : slots()) {
      for (int i = 0; i < trained.size(); i++) {
        if (update.remembers(slot, update.apart(trained.get(i)))) {
          all.add(new Remembered(slot, i));
        }
      }
    }
    return all;
  }

  private List<Slot> slots() {
    List<Slot> slots = new ArrayList<>(update.slots());
    if (accumulates()) {
      slots.add(SUM);
    }
    if (settings.ema().isPresent()) {
      slots.add(AVERAGE);
    }
    return slots;
  }

  private boolean accumulates() {
    return settings.accumulation() > 1;
  }

  /** How many numbers a step gets. */
  int controls() {
    return control(0, 1, 1).length;
  }

  /** Prints the update, and sets {@code alive} to a number that would not be there without it. */
  void print(Body body) {
    List<String> written = new ArrayList<>();
    for (Group group : groups) {
      List<Slot> own =
          update.slots().stream().filter(slot -> update.remembers(slot, group.apart())).toList();
      written.addAll(group.declare(own, body));
      update.unread().forEach(name -> written.add(group.slot(name)));
    }
    int number = RULE + update.numbers(1).size();
    if (accumulates()) {
      written.add(all("sums", SUM::attribute, body));
      body.line("torch._foreach_add_(sums, gs)");
      body.when("torch.ne(control%d, 0.)".formatted(number));
      body.set("gs", "torch._foreach_div(sums, %d.)".formatted(settings.accumulation()));
      body.line("torch._foreach_zero_(sums)");
      change(body);
      body.end();
      number++;
    } else {
      change(body);
    }
    if (settings.ema().isPresent()) {
      written.add(all("averages", AVERAGE::attribute, body));
      written.add(all("weights", i -> "self.w" + i, body));
      body.line("torch._foreach_lerp_(averages, weights, control%d)", number);
      if (settings.ema().get().overwriteFrequency() > 0) {
        body.when("torch.ne(control%d, 0.)".formatted(number + 1));
        body.line("torch._foreach_copy_(weights, averages)");
        body.end();
      }
    }
    body.set("alive", seen(written));
  }

  private String all(String name, IntFunction<String> item, Body body) {
    body.set(name, Group.list(IntStream.range(0, trained.size()).boxed().toList(), item));
    return name;
  }

  // What is written to a list that is not read again is removed as dead code.
  private static String seen(List<String> lists) {
    return lists.stream()
        .map("torch.select(torch.reshape(%s[0], [-1]), 0, 0)"::formatted)
        .reduce("torch.add(%s, %s)"::formatted)
        .orElseThrow();
  }

  private void change(Body body) {
    settings.clip().ifPresent(clip -> new Clipping(clip).print(body));
    for (Group group : groups) {
      if (groups.size() > 1) {
        body.set(group.gs(), Group.list(group.members(), i -> "gs[" + i + "]"));
      }
      if (settings.weightDecay() > 0 && !group.decayed().isEmpty()) {
        body.line(
            "torch._foreach_add_(%s, %s, alpha=torch.mul(%s, %s))",
            group.decays(), group.decays(), group.down(), settings.weightDecay());
      }
      if (group.factor() != 0) {
        update.print(body, group);
      }
    }
  }

  /** Prints what is done when all steps are done. */
  void finish(Body body) {
    if (settings.ema().isPresent()) {
      for (int i = 0; i < trained.size(); i++) {
        body.line("_%s = torch.copy_(self.w%s, %s)", i, i, AVERAGE.attribute(i));
      }
    }
  }

  /**
   * All numbers of one step.
   *
   * @param step counted from 1
   * @param scale of the learning rate
   */
  double[] control(long seed, long step, double scale) {
    long last = (step + settings.accumulation() - 1) / settings.accumulation();
    List<Double> numbers = new ArrayList<>(List.of((double) seed, (double) step));
    numbers.add(rate(step) * scale);
    numbers.addAll(update.numbers(last));
    if (accumulates()) {
      numbers.add(truth(step % settings.accumulation() == 0));
    }
    settings
        .ema()
        .ifPresent(
            ema -> {
              numbers.add(last == 1 ? 1 : 1 - ema.momentum());
              if (ema.overwriteFrequency() > 0) {
                numbers.add(truth(last % ema.overwriteFrequency() == 0));
              }
            });
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double truth(boolean is) {
    return is ? 1 : 0;
  }

  private double rate(long step) {
    double rate = rule.learningRate().at(step - 1);
    boolean good = update.dividesByRate() ? rate > 0 : rate >= 0;
    if (!good || !Double.isFinite(rate)) {
      throw new TrainingException(
          "learningRate: expected a finite number %s at step %d, counted from 0, got %s. Mend the schedule %s."
              .formatted(
                  update.dividesByRate() ? "above 0" : "of at least 0",
                  step - 1,
                  rate,
                  rule.learningRate()));
    }
    return rate;
  }
}
