/** Rows of texts under their headings, the first column to the left and figures to the right. */
export interface Table {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function printedTable({ headings, rows }: Table): string {
  const lines = [headings, ...rows];
  const widths = headings.map((_, column) =>
    Math.max(...lines.map((line) => (line[column] ?? '').length)),
  );
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('   '),
    )
    .map((line) => `  ${line.trimEnd()}`)
    .join('\n');
}

/** Three figures that count. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) {
    return '–';
  }
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
