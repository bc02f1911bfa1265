type Step = () => Promise<void> | void;

/** What has to be undone at the end, last thing first. Every step is tried; failures are told together. */
export class Teardown {
  readonly #steps: Step[] = [];
  #done: Promise<void> | undefined;

  add(step: Step): void {
    this.#steps.push(step);
  }

  /** Starts something that is to be stopped at the end; nothing is started any more once that has begun. */
  start<Started extends { stop(): Promise<void> }>(make: () => Started): Started {
    if (this.#done !== undefined) throw new Error('The sandbox is stopping');
    const started = make();
    this.add(() => started.stop());
    return started;
  }

  /** Runs once, however often it is asked for. */
  run(): Promise<void> {
    this.#done ??= this.#undo();
    return this.#done;
  }

  async #undo(): Promise<void> {
    const failures: unknown[] = [];
    // Steps may come while others run, from what was just starting.
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) {
      try {
        await step();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'The sandbox could not clean up everything');
  }
}
