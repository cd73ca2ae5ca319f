/**
 * The graph printed as TorchScript and run by PyTorch: the only package that knows DJL.
 *
 * <p>A training step (gather the batch, forward, loss, backward, update) is one native call.
 */
package dev.hebb.training.torch;
