"""Jobs in processes of their own: some that fail, and all of them."""
import itertools
import unittest

from .workers import MOST_FAILED, Workers


def odd(order: int) -> int:
    if order % 2 == 0:
        raise ValueError(f"expected an odd number, found {order}")
    return order


def unable(order: int) -> int:
    raise OSError("libsound.so.2: no such file")


class WorkersTest(unittest.TestCase):
    def test_what_fails_is_counted_and_left_out(self):
        workers = Workers(odd, itertools.count(), 2, room=20)
        taken = workers.take(2 * MOST_FAILED)
        workers.stop()
        self.assertTrue(all(number % 2 == 1 for number in taken))
        self.assertGreater(workers.failed, MOST_FAILED)

    def test_where_everything_fails_the_reason_is_told(self):
        workers = Workers(unable, itertools.count(), 2, room=20)
        with self.assertRaisesRegex(RuntimeError, "50 jobs in a row failed, the last with: OSError: libsound"):
            workers.take(1)
        workers.stop()


if __name__ == "__main__":
    unittest.main()
