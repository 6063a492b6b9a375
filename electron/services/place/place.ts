import { randomUUID } from 'node:crypto';
import type { HeldReason, OpenCompany } from '../ports/company.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { Clock, Places } from '../ports/outside.ts';

export interface PlaceService {
  /** A file was opened (`trusted`: the application itself has just made it, or put it there): why automatic charging stays off until an operator has looked, or null, and then this place is entered in it. */
  readonly arrive: (company: Pick<OpenCompany, 'file' | 'gateway'>, trusted: boolean) => Promise<HeldReason | null>;
  /** The file is closed by a place that was entered in it. */
  readonly leave: (file: DataFile) => void;
  /** An operator has looked: from now on this is the place of the file. */
  readonly settle: (file: DataFile) => void;
}

/**
 * Knows a file that was restored, copied or used elsewhere (SPEC section 8). A place is a settings folder and a path.
 * File and place hold the same random stamp, which is made anew at every opening and closing. So there is no counter
 * that two copies could count alike, and what does not fit tells what happened:
 *
 * - the place knows no stamp of the path: the file was moved, copied or brought here ("elsewhere");
 * - it knows another one: the file is a copy from an earlier day, or was used elsewhere since ("otherCopy"). Backups
 *   bear a stamp that no place knows, so that one put back by hand is known too;
 * - stamps agree, but the gateway has a payment that the file never heard of: everything was put back together, the
 *   settings as well ("behindGateway"). A charge stands in the file before it is sent, so no crash looks like this. Not
 *   asked of demonstrations, which are made anew under the same identity.
 *
 * Until an operator has looked nothing is stamped, so that opening the file once more asks once more, and the file
 * taken back unconfirmed is still known where it was. A file without any stamp was never used: it is taken as it is,
 * unless the place has used another one under its path.
 * Both stamps cannot be written in one step: the place first knows the old and the new one, then the file is stamped,
 * then the place forgets the old one; a crash between leaves a stamp that is known. Settings lost in a power failure, or
 * that cannot be written, make it ask needlessly. Known limit: a copy made while the file was open, put back by hand after
 * a crash, before the next start, with no payment since, is taken for the file itself; so is one from before a time in
 * which the settings could not be written.
 */
export function createPlaceService({ places, clock, onError }: { readonly places: Places; readonly clock: Clock; readonly onError: (error: unknown) => void }): PlaceService {
  const stampAnew = (file: DataFile, firstUsed = clock.now()): void => {
    const before = file.lastPlace.read();
    const stamp = randomUUID();
    places.remember(file.path, before === null ? [stamp] : [before.stamp, stamp]);
    file.write((tx) => {
      file.lastPlace.saveTx(tx, { stamp, recordFrom: before?.recordFrom ?? firstUsed });
    });
    places.remember(file.path, [stamp]);
  };

  /** A disk that is full, or another program that holds the file, keeps nobody from opening or closing it: at worst it is asked needlessly. */
  const tryToStamp = (file: DataFile, firstUsed?: number): void => {
    try {
      stampAnew(file, firstUsed);
    } catch (error) {
      onError(error);
    }
  };

  return {
    arrive: async ({ file, gateway }, trusted) => {
      const last = file.lastPlace.read();
      if (last === null && !trusted && places.stampsOf(file.path) !== null) return 'otherCopy';
      if (last !== null && trusted) {
        // Put back by the application itself: the file stays byte for byte what it was.
        places.remember(file.path, [last.stamp]);
        return null;
      }
      if (last !== null) {
        const known = places.stampsOf(file.path);
        if (known === null) return 'elsewhere';
        if (!known.includes(last.stamp)) return 'otherCopy';
        if (!file.company.demonstration) {
          // A gateway that does not answer charges nothing either.
          const { payments } = await gateway.history(last.recordFrom).catch(() => ({ payments: [] }));
          if (payments.some(({ id, fate }) => fate.status !== 'notReceived' && file.charges.byId(id) === null)) return 'behindGateway';
        }
      }
      // A new company's identity is its own: all of its record is of this file, whatever the clock said. That of a demonstration was used before.
      tryToStamp(file, trusted && !file.company.demonstration ? 0 : clock.now());
      return null;
    },
    leave: (file) => tryToStamp(file),
    settle: (file) => stampAnew(file),
  };
}
