import type { Contender, Measured, Slice } from './contender.ts';
import { shuffled } from './shuffled.ts';

export interface Rounds {
  readonly rounds: number;
  readonly sliceMs: number;
  readonly warmUpMs: number;
  readonly stopping: AbortSignal;
}

/**
 * Lets every contender work in every round, in another order each time: a noisy minute of the
 * machine hits all of them, and nobody always comes after somebody who left a mess.
 */
export async function interleave<S extends Slice>(
  contenders: readonly Contender<S>[],
  { rounds, sliceMs, warmUpMs, stopping }: Rounds,
): Promise<Measured<S>[]> {
  const work = async (contender: Contender<S>, ms: number): Promise<S> => {
    stopping.throwIfAborted();
    const slice = await contender.measure(ms);
    await contender.settle?.();
    return slice;
  };
  for (const contender of contenders) {
    await work(contender, warmUpMs);
  }
  const slices = new Map(contenders.map((contender) => [contender, [] as S[]]));
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of shuffled(contenders)) {
      slices.get(contender)?.push(await work(contender, sliceMs));
    }
  }
  return contenders.map((contender) => ({
    name: contender.name,
    slices: slices.get(contender) ?? [],
  }));
}
