/**
 * The part of the `Reflect` metadata proposal that `tsyringe`, and so `@peculiar/x509`, will not load without.
 * Their registrations keep no metadata on members, so a map per target is all there is to it.
 */
export function provideReflectMetadata(): void {
  if ('getMetadata' in Reflect) return;
  const store = new WeakMap<object, Map<unknown, unknown>>();
  const own = (key: unknown, target: object): unknown => store.get(target)?.get(key);
  const define = (key: unknown, value: unknown, target: object): void => {
    const entries = store.get(target) ?? new Map<unknown, unknown>();
    store.set(target, entries.set(key, value));
  };
  const inherited = (key: unknown, target: object): unknown => {
    for (let at: object | null = target; at !== null; at = Object.getPrototypeOf(at) as object | null) {
      if (store.get(at)?.has(key) === true) return own(key, at);
    }
    return undefined;
  };
  Object.assign(Reflect, {
    defineMetadata: define,
    getOwnMetadata: own,
    getMetadata: inherited,
    metadata: (key: unknown, value: unknown) => (target: object) => define(key, value, target),
  });
}
