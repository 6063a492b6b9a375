import electronLog from 'electron-log/node.js';
import type { Log } from './hostServices.ts';

/** A log in one file of at most 2 MB (the one before is kept beside it). Nothing goes to the console. */
export function createLog(file: string): Log {
  const log = electronLog.create({ logId: 'billing-desk' });
  log.transports.console.level = false;
  log.transports.file.level = 'info';
  log.transports.file.maxSize = 2 * 1024 * 1024;
  log.transports.file.resolvePathFn = () => file;
  return {
    info: (message) => log.info(message),
    error: (message, error) => (error === undefined ? log.error(message) : log.error(message, error)),
  };
}
