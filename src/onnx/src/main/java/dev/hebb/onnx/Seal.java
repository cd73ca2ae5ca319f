package dev.hebb.onnx;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import dev.hebb.graph.Digest;

/**
 * The digest over the whole file that the runtime checks at load: the last entry of the metadata,
 * so the last bytes of the file, is SHA-256 of all bytes before it.
 */
final class Seal {
  static final String KEY = "hebb.sha256";

  private Seal() {}

  static byte[] seal(OnnxMl.ModelProto model) {
    byte[] content = model.toByteArray();
    OnnxMl.ModelProto entry =
        OnnxMl.ModelProto.newBuilder()
            .addMetadataProps(
                OnnxMl.StringStringEntryProto.newBuilder()
                    .setKey(KEY)
                    .setValue(new Digest().add(content).hex()))
            .build();
    // Messages written one after the other are one message: the entry becomes the model's last.
    return ByteString.copyFrom(content).concat(entry.toByteString()).toByteArray();
  }
}
