package dev.hebb.onnx;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.averagePool3d;
import static dev.hebb.network.Layers.batchNormalization;
import static dev.hebb.network.Layers.concat;
import static dev.hebb.network.Layers.conv1dTranspose;
import static dev.hebb.network.Layers.conv2dTranspose;
import static dev.hebb.network.Layers.conv3d;
import static dev.hebb.network.Layers.conv3dTranspose;
import static dev.hebb.network.Layers.cosine;
import static dev.hebb.network.Layers.cropping2d;
import static dev.hebb.network.Layers.cropping3d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.depthwiseConv1d;
import static dev.hebb.network.Layers.depthwiseConv2d;
import static dev.hebb.network.Layers.dot;
import static dev.hebb.network.Layers.elu;
import static dev.hebb.network.Layers.gaussianNoise;
import static dev.hebb.network.Layers.globalAveragePool2d;
import static dev.hebb.network.Layers.globalMaxPool3d;
import static dev.hebb.network.Layers.glu;
import static dev.hebb.network.Layers.groupNormalization;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.layerNormalization;
import static dev.hebb.network.Layers.leakyRelu;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.maxPool3d;
import static dev.hebb.network.Layers.maximum;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.pRelu;
import static dev.hebb.network.Layers.permute;
import static dev.hebb.network.Layers.randomBrightness;
import static dev.hebb.network.Layers.randomContrast;
import static dev.hebb.network.Layers.randomCrop;
import static dev.hebb.network.Layers.randomFlip;
import static dev.hebb.network.Layers.randomRotation;
import static dev.hebb.network.Layers.randomTranslation;
import static dev.hebb.network.Layers.randomZoom;
import static dev.hebb.network.Layers.relu;
import static dev.hebb.network.Layers.repeatVector;
import static dev.hebb.network.Layers.rescaling;
import static dev.hebb.network.Layers.reshape;
import static dev.hebb.network.Layers.resizing;
import static dev.hebb.network.Layers.rmsNormalization;
import static dev.hebb.network.Layers.separableConv1d;
import static dev.hebb.network.Layers.separableConv2d;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.softmax;
import static dev.hebb.network.Layers.spatialDropout2d;
import static dev.hebb.network.Layers.threshold;
import static dev.hebb.network.Layers.unitNormalization;
import static dev.hebb.network.Layers.upSampling1d;
import static dev.hebb.network.Layers.upSampling2d;
import static dev.hebb.network.Layers.upSampling3d;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.network.Layers.volume;
import static dev.hebb.network.Layers.zeroPadding3d;

import dev.hebb.graph.GraphSource;
import dev.hebb.network.Network;
import dev.hebb.network.Rank;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.Rank.Volume;
import dev.hebb.network.SameRank;
import dev.hebb.network.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of the contract table that is about layers made of several operators. */
final class LayerRows {
  private final Map<String, GraphSource> rows = new LinkedHashMap<>();
  private final Stage<Image, Image> picture = network("n", image(8, 9, 4));
  private final Stage<Volume, Volume> volume = network("n", volume(4, 5, 6, 4));
  private final Stage<Sequence, Sequence> steps = network("n", sequence(ANY, 4));

  private LayerRows() {}

  static Map<String, GraphSource> all() {
    LayerRows table = new LayerRows();
    table.convolutions();
    table.volumes();
    table.samplings();
    table.normalizations();
    table.activations();
    table.shapes();
    table.augmentations();
    table.products();
    return table.rows;
  }

  private void row(String name, Network<?, ?> network) {
    rows.put("layer " + name, network);
  }

  private void onImage(String name, SameRank<? super Image> layer) {
    row(name, picture.then(layer).build());
  }

  private void onTime(String name, SameRank<? super Sequence> layer) {
    row(name, steps.then(layer).build());
  }

  private void convolutions() {
    onImage("conv2dTranspose", conv2dTranspose(3, 3).stride(2).same());
    onImage(
        "conv2dTranspose, output padding",
        conv2dTranspose(3, 4, 2).stride(3, 2).same().outputPadding(2, 1));
    onImage("conv2dTranspose, dilated", conv2dTranspose(3, 2).dilation(2, 3));
    onTime("conv1dTranspose of a free time", conv1dTranspose(3, 2).stride(4));
    onImage("depthwiseConv2d", depthwiseConv2d(3).multiplier(2).same());
    onTime("depthwiseConv1d of a free time", depthwiseConv1d(3).dilation(2));
    onImage("separableConv2d", separableConv2d(3, 3, 2).multiplier(2).stride(2).same());
    onTime("separableConv1d of a free time", separableConv1d(3, 2).noBias());
  }

  private void volumes() {
    row("conv3d", volume.then(conv3d(6, 3, 2, 1).stride(1, 2, 1).same().groups(2)).build());
    row("conv3dTranspose", volume.then(conv3dTranspose(3, 2).stride(2)).build());
    row("maxPool3d", volume.then(maxPool3d(2).same()).build());
    row("averagePool3d", volume.then(averagePool3d(1, 2, 4).stride(2).same()).build());
    row("globalMaxPool3d", volume.then(globalMaxPool3d()).build());
    row("upSampling3d", volume.then(upSampling3d(1, 2, 3)).build());
    row("zeroPadding3d", volume.then(zeroPadding3d(0, 1, 2, 0, 1, 1)).build());
    row("cropping3d", volume.then(cropping3d(0, 1, 2, 0, 1, 1)).build());
    row("batchNormalization of a volume", volume.then(batchNormalization().epsilon(1.5)).build());
    row("reshape to a volume", picture.then(reshape(2, 4, 9, 4)).then(conv3d(2, 2)).build());
  }

  private void samplings() {
    onImage("cropping2d", cropping2d(1, 0, 2, 3));
    row("globalAveragePool2d, kept", picture.then(globalAveragePool2d().keepDims()).build());
    onImage("upSampling2d, bicubic", upSampling2d(2, 3).bicubic());
    onTime("upSampling1d of a free time, linear", upSampling1d(2).bilinear());
    onImage("resizing", resizing(5, 14));
    onImage("resizing, nearest", resizing(13, 4).nearest());
    onImage("resizing, cropped", resizing(5, 10).bicubic().antialias().cropToAspectRatio());
    onImage("resizing, padded", resizing(5, 10).padToAspectRatio(0.5));
  }

  private void normalizations() {
    onImage("layerNormalization", layerNormalization());
    onImage("layerNormalization, other axes", layerNormalization().axes(1, 3));
    onTime("rmsNormalization", rmsNormalization());
    onImage("unitNormalization", unitNormalization().axes(1, 2));
    onImage("groupNormalization", groupNormalization(2));
    onImage("groupNormalization, instances", groupNormalization(-1).axis(1).noScale());
    onImage("batchNormalization, another axis", batchNormalization().axis(1).epsilon(1.5));
  }

  private void activations() {
    onImage("relu", relu().maxValue(0.5).negativeSlope(0.2).threshold(0.1));
    onTime("leakyRelu", leakyRelu());
    onTime("elu", elu().alpha(0.5));
    onImage("softmax", softmax().axes(1, 2));
    onImage("glu", glu().axis(1));
    onImage("threshold", threshold(0.2, -1));
    onImage("pRelu", pRelu().shared(1, 2));
  }

  private void shapes() {
    onImage("rescaling", rescaling(0.5, -1));
    onImage("rescaling, by channel", rescaling(List.of(0.5, 2.0, -1.0, 3.0), List.of(1.0)));
    onImage("permute", permute(3, 1, 2));
    row("repeatVector", network("n", vector(3)).then(repeatVector(4)).then(lstm(2)).build());
  }

  private void products() {
    Stage<Vector, Vector> table = network("n", vector(6));
    row("dot of vectors", dot(table, table.then(dense(6))).build());
    row("cosine of vectors", cosine(table, table.then(dense(6))).build());
    row("dot of sequences of a free time", dot(steps, steps.then(dense(4)), 2, 2).build());
    Stage<Sequence, Vector> last = steps.then(lstm(4));
    row("cosine of a sequence and a vector", cosine(steps, last, 2).build());
    Stage<Image, Rank.Sequence> rows = picture.then(reshape(8, 36));
    row("dot of sequences", dot(rows, rows, 1, 1).build());
    row("maximum", maximum(List.of(table, table.then(dense(6)), table.then(dense(1)))).build());
    row("concat along time", concat(1, List.of(rows, rows)).build());
  }

  private void augmentations() {
    rows.put(
        "layers that augment",
        picture
            .then(randomFlip())
            .then(randomRotation(0.1))
            .then(randomZoom(0.1))
            .then(randomTranslation(0.1, 0.2))
            .then(randomCrop(6, 5))
            .then(randomBrightness(0.1).range(0, 1))
            .then(randomContrast(0.1).range(0, 1))
            .then(spatialDropout2d(0.5))
            .then(gaussianNoise(0.1))
            .build());
  }
}
