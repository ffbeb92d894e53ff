import { nothingAtDoor, type Door } from './door.ts';

/** One door of several, each for the paths that begin with its name: `{ images: … }` answers `/images/…`. */
export const doorByPath =
  (doors: Readonly<Record<string, Door>>): Door =>
  async (request, asked) => {
    const [, name = ''] = request.path.split('/');
    return Object.hasOwn(doors, name) ? doors[name]!(request, asked) : nothingAtDoor();
  };
