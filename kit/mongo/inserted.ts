const DUPLICATE = 11_000;

/** Whether a write made its document; false: somebody else had made it before. */
export const inserted = (write: Promise<unknown>): Promise<boolean> =>
  write.then(
    () => true,
    (error: { code?: number }) => {
      if (error.code === DUPLICATE) return false;
      throw error;
    },
  );
