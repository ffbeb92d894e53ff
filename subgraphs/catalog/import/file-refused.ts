/** A file that cannot be read as what it was said to be: none of its rows counts. The message names the place and what to do next. */
export class FileRefused extends Error {
  override name = 'FileRefused';
}
