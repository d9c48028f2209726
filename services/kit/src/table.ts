/** An entity's own columns, as a read returns them: no methods and no relations. */
export type TableOf<Entity> = {
  -readonly [
    Column in keyof Entity as Column extends symbol
      ? never
      : Entity[Column] extends (...args: never[]) => unknown
        ? never
        : Column
  ]: Entity[Column];
};
