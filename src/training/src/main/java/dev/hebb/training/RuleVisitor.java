package dev.hebb.training;

/** One method a rule. */
public interface RuleVisitor<R> {
  R adadelta(Adadelta rule);

  R adafactor(Adafactor rule);

  R adagrad(Adagrad rule);

  R adam(Adam rule);

  R adamax(Adamax rule);

  R ftrl(Ftrl rule);

  R lamb(Lamb rule);

  R lion(Lion rule);

  R muon(Muon rule);

  R nadam(Nadam rule);

  R rmsProp(RmsProp rule);

  R sgd(Sgd rule);
}
