/** Two models beside each other: the same inputs, value by value, to where they first differ. */
package dev.hebb.onnx.compare;
