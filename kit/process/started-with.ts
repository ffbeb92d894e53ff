/**
 * Starts something on what was opened for it alone, which lives as long as it does. When the start fails nothing stays open, so that it can
 * be tried again.
 */
export async function startedWith<Started extends { stop(): Promise<void> }>(
  close: () => Promise<void>,
  start: () => Promise<Started>,
): Promise<Started> {
  try {
    const started = await start();
    return {
      ...started,
      async stop() {
        await started.stop();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
