package dev.hebb.training.torch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A product with a large kernel, perhaps plus a bias, by oneDNN, forwards and backwards: on
 * processors that are not Intel's it is up to twice as fast as MKL, which PyTorch takes.
 */
final class GemmCut implements Cut {
  // Below this, calls cost more than they gain.
  private static final long LARGE = 1 << 13;

  private final List<String> in;
  private final int rank;
  private final Cuts cuts;
  private final Set<String> sources;
  private final String root;
  private final String leaf;

  /**
   * Prints the product.
   *
   * @param in x {@code [..., in]}, kernel {@code [in, out]}, perhaps a bias
   * @param rank of x
   */
  GemmCut(List<String> in, int rank, String source, Cuts cuts, Names names, Body body) {
    this.cuts = cuts;
    this.rank = rank;
    this.in = in;
    this.sources = Set.of(source);
    this.root = names.fresh("x");
    this.leaf = names.fresh("y");
    body.set(root, in.get(0));
    String product =
        product(
            cuts.outside(root),
            "torch.t(" + cuts.outside(in.get(1)) + ")",
            in.size() > 2 ? cuts.outside(in.get(2)) : "None");
    body.set(leaf, cuts.leaf(product));
  }

  /** Whether it is worth it. */
  static boolean pays(long rows, long columns) {
    return rows * columns >= LARGE;
  }

  // a·bᵀ + c.
  private static String product(String a, String b, String c) {
    return "ops.mkldnn._linear_pointwise(%s, %s, %s, \"none\", annotate(List[Optional[number]], []), None)"
        .formatted(a, b, c);
  }

  @Override
  public String leaf() {
    return leaf;
  }

  @Override
  public String root() {
    return root;
  }

  @Override
  public Set<String> sources() {
    return sources;
  }

  @Override
  public Map<String, String> backward(String gradient, Body body) {
    Map<String, String> gradients = new LinkedHashMap<>();
    gradients.put(root, product(gradient, cuts.outside(in.get(1)), "None"));
    gradients.put(
        in.get(1),
        product(
            "torch.t(" + rows(cuts.outside(root), rank) + ")",
            "torch.t(" + rows(gradient, rank) + ")",
            "None"));
    if (in.size() > 2) {
      gradients.put(in.get(2), "torch.sum(" + rows(gradient, rank) + ", [0])");
    }
    return gradients;
  }

  /** All outer axes as one. */
  static String rows(String value, int rank) {
    return rank == 2 ? value : "torch.flatten(" + value + ", 0, -2)";
  }
}
