package dev.hebb.training.torch;

import dev.hebb.training.Adadelta;
import dev.hebb.training.Adafactor;
import dev.hebb.training.Adagrad;
import dev.hebb.training.Adam;
import dev.hebb.training.Adamax;
import dev.hebb.training.Ftrl;
import dev.hebb.training.Lamb;
import dev.hebb.training.Lion;
import dev.hebb.training.Muon;
import dev.hebb.training.Nadam;
import dev.hebb.training.RmsProp;
import dev.hebb.training.RuleVisitor;
import dev.hebb.training.Sgd;

/** The printer of each rule. */
record Updates() implements RuleVisitor<Update> {
  @Override
  public Update adadelta(Adadelta rule) {
    return new AdadeltaUpdate(rule);
  }

  @Override
  public Update adafactor(Adafactor rule) {
    return new AdafactorUpdate(rule);
  }

  @Override
  public Update adagrad(Adagrad rule) {
    return new AdagradUpdate(rule);
  }

  @Override
  public Update adam(Adam rule) {
    return new AdamUpdate(rule);
  }

  @Override
  public Update adamax(Adamax rule) {
    return new AdamaxUpdate(rule);
  }

  @Override
  public Update ftrl(Ftrl rule) {
    return new FtrlUpdate(rule);
  }

  @Override
  public Update lamb(Lamb rule) {
    return new LambUpdate(rule);
  }

  @Override
  public Update lion(Lion rule) {
    return new LionUpdate(rule);
  }

  @Override
  public Update muon(Muon rule) {
    return new MuonUpdate(rule);
  }

  @Override
  public Update nadam(Nadam rule) {
    return new NadamUpdate(rule);
  }

  @Override
  public Update rmsProp(RmsProp rule) {
    return new RmsPropUpdate(rule);
  }

  @Override
  public Update sgd(Sgd rule) {
    return new SgdUpdate(rule);
  }
}
