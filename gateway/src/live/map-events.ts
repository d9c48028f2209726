/**
 * Turns each event into its answer, one after the other. Unlike an async generator, whose `return`
 * waits for the next event, this lets go of the source at once.
 */
export function mapEvents<Event, Answer>(
  events: AsyncIterator<Event>,
  answerTo: (event: Event) => Promise<Answer>,
): AsyncIterableIterator<Answer> {
  let ended = false;
  return {
    async next() {
      const event = ended ? undefined : await events.next();
      if (event === undefined || event.done === true || ended) {
        ended = true;
        return { done: true, value: undefined };
      }
      return { done: false, value: await answerTo(event.value) };
    },
    async return() {
      ended = true;
      await events.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
