/** A count that costs next to nothing until somebody reads the metrics and takes what came together. */
export class Tally {
  #amount = 0;

  add(amount: number): void {
    this.#amount += amount;
  }

  /** What was added since the last taking. */
  take(): number {
    const amount = this.#amount;
    this.#amount = 0;
    return amount;
  }
}
