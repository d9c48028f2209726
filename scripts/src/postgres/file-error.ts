import { PlainError } from '../plain-error.ts';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'it is on a read-only file system',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a file is in the way',
  EEXIST: 'a file is in the way',
};

/** The code of a system error, such as ENOENT; undefined for anything else. */
export function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | null)?.code;
}

/** Why a file or folder cannot be used, in words; undefined for what the person can do nothing about. */
export function reasonOf(error: unknown): string | undefined {
  return REASONS[codeOf(error) ?? ''];
}

/** A file error that the person at the terminal can do something about, in words; any other as it is. */
export function explainFileError(error: unknown, path: string): unknown {
  const reason = reasonOf(error);
  return reason === undefined
    ? error
    : new PlainError(
        `${path} cannot be used: ${reason}. Make room or change its owner, or choose another folder with DATA_DIR.`,
      );
}
