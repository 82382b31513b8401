/** The list with one item at another place. */
export function moved<Item>(items: Item[], from: number, to: number): Item[] {
  const item = items[from];
  const others = items.filter((_, index) => index !== from);
  return item === undefined ? items : [...others.slice(0, to), item, ...others.slice(to)];
}
