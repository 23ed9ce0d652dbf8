/**
 * Says once that calls go on without the store, and once that it is used again. Every command that fails is an
 * event, but somebody should also read it without listening.
 */

import { errorCode } from '../policy/retryable.ts';
import type { Settings } from '../settings.ts';
import { StoreUnavailableError } from './redis.ts';

export class OutageLog {
  readonly #settings: Pick<Settings, 'logger' | 'name'>;
  #hasComplained = false;

  constructor(settings: Pick<Settings, 'logger' | 'name'>) {
    this.#settings = settings;
  }

  begin(error: unknown): void {
    if (this.#hasComplained) return;
    this.#hasComplained = true;
    const known = error instanceof StoreUnavailableError ? error.message : errorCode(error);
    const { logger, name } = this.#settings;
    const reason = known ?? 'it reports an error';
    logger.warn(
      `breakwater: ${name} goes on without its shared cache store (${reason}) until it answers again.`,
    );
  }

  end(): void {
    const { logger, name } = this.#settings;
    if (this.#hasComplained) logger.info(`breakwater: ${name} uses its shared cache store again.`);
    this.#hasComplained = false;
  }
}
