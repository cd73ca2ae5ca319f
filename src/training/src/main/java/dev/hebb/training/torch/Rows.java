package dev.hebb.training.torch;

/**
 * How long the rows of a padded sequence {@code [time, batch, ...]} are.
 *
 * @param order indices {@code [time, batch, 1]} of the steps read backwards, each row from its end;
 *     what pads it stays
 * @param last indices {@code [1, batch, 1]} of the last step of each row
 * @param mask ones {@code [time, batch, 1]} where the row reaches, else zeros
 */
record Rows(String order, String last, String mask) {
  /** All as long as the time axis. */
  static final Rows ALIKE = new Rows("", "", "");

  static Rows of(String lengths, String sequence, Names names, Body body) {
    String time = names.fresh("t");
    String rows = names.fresh("l");
    Rows made = new Rows(names.fresh("o"), names.fresh("e"), names.fresh("m"));
    body.line("%s = torch.reshape(%s, [1, -1, 1])", rows, lengths);
    body.line(
        "%s = torch.reshape(torch.arange(torch.size(%s, 0), dtype=4, layout=0, device=ops.prim.device(%s), pin_memory=False), [-1, 1, 1])",
        time, sequence, sequence);
    body.line("%s = torch.lt(%s, %s)", made.mask, time, rows);
    body.line("%s = torch.sub(%s, 1)", made.last, rows);
    body.line(
        "%s = torch.where(%s, torch.sub(%s, %s), %s)",
        made.order, made.mask, made.last, time, time);
    return made;
  }

  boolean padded() {
    return !order.isEmpty();
  }

  /** The steps last first. */
  String reversed(String sequence) {
    return padded() ? gathered(sequence, order) : "torch.flip(%s, [0])".formatted(sequence);
  }

  /** The step of each row's end. */
  String last(String sequence) {
    return "torch.squeeze(%s, 0)".formatted(gathered(sequence, last));
  }

  /** Zeros beyond the end. */
  String cut(String sequence) {
    return padded() ? "torch.mul(%s, %s)".formatted(sequence, mask) : sequence;
  }

  private static String gathered(String sequence, String indices) {
    return "torch.gather(%s, 0, torch.expand(%s, [-1, -1, torch.size(%s, 2)]))"
        .formatted(sequence, indices, sequence);
  }
}
