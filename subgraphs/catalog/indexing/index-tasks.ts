import type { Engine } from '../engine/engine.ts';

const POLL_MS = 50;

/** A task of the engine ended badly; the documents in it are not searchable. */
export class TaskFailed extends Error {
  readonly taskUid: number;
  /** The engine was stopped, is out of room, or the index is gone: the documents are not to blame. */
  readonly lost: boolean;
  constructor(taskUid: number, reason: string, error?: { type?: string; code?: string } | null) {
    super(`Expected the search engine to finish task ${taskUid}, but it says: ${reason}`);
    this.name = 'TaskFailed';
    this.taskUid = taskUid;
    this.lost = error?.type !== 'invalid_request' || error.code === 'index_not_found';
  }
}

/**
 * Waits for tasks of the engine. Any number may be waited for at once: one question a round asks for all of them, so that
 * several tasks can be in flight without several pollers.
 */
export class IndexTasks {
  readonly #engine: Engine;
  readonly #waiting = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  #polling = false;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  done(taskUid: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(taskUid, { resolve, reject });
      if (!this.#polling) void this.#poll();
    });
  }

  async #poll(): Promise<void> {
    this.#polling = true;
    while (this.#waiting.size > 0) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      try {
        await this.#settle();
      } catch (error) {
        for (const [uid, { reject }] of this.#waiting) {
          this.#waiting.delete(uid);
          reject(error as Error);
        }
      }
    }
    this.#polling = false;
  }

  async #settle(): Promise<void> {
    const uids = [...this.#waiting.keys()].slice(0, 100);
    const { results } = await this.#engine.admin.tasks.getTasks({ uids, limit: uids.length });
    const known = new Set(results.map(({ uid }) => uid));
    for (const uid of uids) {
      // An engine that lost its data begins to count anew.
      if (!known.has(uid)) this.#take(uid)?.reject(new TaskFailed(uid, 'there is no such task'));
    }
    for (const { uid, status, error } of results) {
      if (status === 'enqueued' || status === 'processing') continue;
      if (status === 'succeeded') this.#take(uid)?.resolve();
      else this.#take(uid)?.reject(new TaskFailed(uid, error?.message ?? status, error));
    }
  }

  #take(uid: number): { resolve: () => void; reject: (error: Error) => void } | undefined {
    const waiting = this.#waiting.get(uid);
    this.#waiting.delete(uid);
    return waiting;
  }
}
