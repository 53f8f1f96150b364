/**
 * A generator that hears at once when nobody listens any more. By itself one hears of `return` only when it comes to its
 * next `yield`, which may be never where it waits for something to happen.
 */
export function endedByReturn<T>(generate: (gone: AbortSignal) => AsyncGenerator<T>): AsyncGenerator<T> {
  const gone = new AbortController();
  const generator = generate(gone.signal);
  const end = generator.return.bind(generator);
  generator.return = (value: unknown) => {
    gone.abort();
    return end(value);
  };
  return generator;
}
