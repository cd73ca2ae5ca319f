package dev.hebb.cli;

import dev.hebb.cli.file.Anatomy;
import dev.hebb.cli.file.Border;
import dev.hebb.cli.file.OnnxFile;
import dev.hebb.cli.file.Step;
import dev.hebb.cli.report.Cell;
import dev.hebb.graph.Box;
import dev.hebb.graph.Picture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Draws the nodes of an ONNX file; what a node runs inside stays inside. */
final class OnnxPicture {
  private OnnxPicture() {}

  static Picture of(OnnxFile file) {
    List<Box> boxes = new ArrayList<>();
    Map<String, String> makers = new HashMap<>();
    for (Border input : Border.inputs(file)) {
      String said = input.unit().isEmpty() ? input.type() : input.type() + ", " + input.unit();
      boxes.add(Box.input(input.name(), said, Cell.of(input.shape()).text()));
      makers.put(input.name(), input.name());
    }
    for (Step step : Anatomy.of(file).steps()) {
      if (step.depth() == 0) {
        // No two boxes may have the same name, though two nodes of a foreign file may.
        String name = "%s#%s".formatted(step.name(), boxes.size());
        List<String> from =
            step.inputs().stream().filter(makers::containsKey).map(makers::get).distinct().toList();
        String shape = step.shapes().isEmpty() ? "" : step.shapes().get(0);
        boxes.add(new Box(name, step.operator(), step.name(), from, shape, false));
        step.outputs().forEach(output -> makers.put(output, name));
      }
    }
    for (Border output : Border.outputs(file)) {
      if (makers.containsKey(output.name())) {
        String shape = Cell.of(output.shape()).text();
        String said = output.unit().isEmpty() ? shape : shape + ", " + output.unit();
        boxes.add(Box.output(output.name(), said, makers.get(output.name())));
      }
    }
    return Picture.of(boxes);
  }
}
