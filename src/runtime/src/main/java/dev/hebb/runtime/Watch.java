package dev.hebb.runtime;

/** Who is told of a predictor's runs. */
interface Watch {
  Watch NONE =
      new Watch() {
        @Override
        public long begin() {
          return 0;
        }

        @Override
        public void ran(Predictor predictor, long began) {}

        @Override
        public void failed() {}
      };

  /** The time, for those who want it back. */
  long begin();

  /** After a run, while its values are still there. */
  void ran(Predictor predictor, long began);

  /** Instead, when it failed. */
  void failed();
}
