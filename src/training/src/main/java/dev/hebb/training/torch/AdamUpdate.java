package dev.hebb.training.torch;

import dev.hebb.training.Adam;
import java.util.ArrayList;
import java.util.List;

/** Adam: one call of PyTorch's fused kernel. */
record AdamUpdate(Adam adam) implements Update {
  private static final String LARGEST = "velocity_hat";

  private Moments moments() {
    return new Moments(adam.beta1(), adam.beta2());
  }

  @Override
  public List<Slot> slots() {
    List<Slot> slots = new ArrayList<>(moments().slots());
    if (adam.amsgrad()) {
      slots.add(Slot.zeros(LARGEST));
    }
    return slots;
  }

  /**
   * The update's number and epsilon. The kernel adds its epsilon to the bias-corrected root as
   * PyTorch does; Keras adds it before the correction, which is the same as a larger one after it.
   */
  @Override
  public List<Double> numbers(long update) {
    return List.of((double) update, adam.epsilon() / Math.sqrt(moments().second(update)));
  }

  @Override
  public void print(Body body, Group group) {
    String largest = adam.amsgrad() ? group.slot(LARGEST) : "";
    String update = group.number(0);
    String epsilon = group.number(1);
    moments().print(body, group, group.ws(), update, group.rate(), epsilon, largest);
  }
}
