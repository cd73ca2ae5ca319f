package dev.hebb.training;

import dev.hebb.graph.Dim;
import dev.hebb.graph.Model;
import dev.hebb.graph.Port;
import dev.hebb.graph.Size;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.Examples;
import dev.hebb.training.data.Fingerprint;
import dev.hebb.training.data.TensorSpec;
import dev.hebb.training.torch.Hardware;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a model file says of its training: the lengths its free axes had ({@code dim.time}), the
 * range each input had ({@code range.<input>}, least and most), how pictures became one ({@code
 * prepared.<input>}), how it was trained.
 */
final class Notes {
  private Notes() {}

  static Map<String, String> of(
      Model start,
      Examples data,
      Ranges ranges,
      Trainer plan,
      List<History.Epoch> epochs,
      int keptEpoch) {
    Map<String, String> notes = new TreeMap<>(start.notes());
    for (int i = 0; i < data.inputSpecs().size(); i++) {
      Port input = start.graph().inputs().get(i);
      TensorSpec spec = data.inputSpecs().get(i);
      for (int axis = 0; axis < spec.dims().size(); axis++) {
        Dim dim = input.value().shape().dim(axis + 1);
        if (dim.size() instanceof Size.Symbol symbol) {
          notes.put("dim." + symbol.name(), Long.toString(spec.dims().get(axis)));
        }
      }
      notes.put("range." + input.name(), ranges.text(i));
    }
    String first = "prepared." + start.graph().inputs().get(0).name();
    data.prepared()
        .ifPresentOrElse(how -> notes.put(first, how.toString()), () -> notes.remove(first));
    notes.put("training.loss", plan.goal.name());
    notes.put("training.optimizer", plan.optimizer.declaration());
    notes.put("training.seed", Long.toString(plan.seed));
    notes.put("training.rows", Integer.toString(data.rows()));
    if (data instanceof Dataset) { // Others would have to be read again.
      notes.put("training.data", Fingerprint.of(data));
    }
    notes.put("training.device", Sharding.devices(plan, data));
    notes.put("training.precision", plan.precision.toString());
    notes.put("training.versions", versions());
    notes.put("training.epochs", Integer.toString(epochs.size()));
    notes.put("training.kept_epoch", Integer.toString(keptEpoch));
    if (keptEpoch > 0) {
      epochs
          .get(keptEpoch - 1)
          .figures()
          .forEach(
              (name, value) ->
                  notes.put("figure." + name, String.format(Locale.ROOT, "%.6g", value)));
    }
    return notes;
  }

  private static String versions() {
    return "%s, Java %s, %s %s"
        .formatted(
            Hardware.describe(),
            System.getProperty("java.version"),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
  }
}
