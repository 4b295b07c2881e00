//! Work on many threads, results in the order of the input, memory flat.
//!
//! One thread takes items from the input and makes batches, `jobs` threads work on them, and the
//! caller's thread hands the results on in order. A batch starts only with a permit, and its permit
//! comes back when its results are handed on: so a slow article at the head, or a slow reader of the
//! output, holds the rest back instead of filling memory.

use std::collections::BTreeMap;
use std::io;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

/// All batches under way together hold about this many bytes of input.
const IN_FLIGHT: usize = 16 << 20;
const BATCH_BYTES: usize = 1 << 20;
const BATCH_ITEMS: usize = 64;

/// Something to work on, with its number in the input and how many bytes it weighs.
pub trait Weigh {
    /// Bytes held.
    fn weight(&self) -> usize;
}

struct Batch<T> {
    number: u64,
    first: u64,
    items: Vec<T>,
}

/// Takes each item of `inputs` through `work` (which is told its number) and hands the results to
/// `each` in the order of the inputs. The first error of `each` ends the run and is returned.
/// `inputs` is opened on the thread that walks it; `work` must catch its own panics.
pub fn ordered<I, R>(
    jobs: usize,
    inputs: impl FnOnce() -> I + Send,
    work: impl Fn(u64, I::Item) -> R + Sync,
    mut each: impl FnMut(R) -> io::Result<()>,
) -> io::Result<()>
where
    I: Iterator,
    I::Item: Weigh + Send,
    R: Send,
{
    if jobs <= 1 {
        let mut numbered = (0..).zip(inputs());
        return numbered.try_for_each(|(number, item)| each(work(number, item)));
    }
    let in_flight = jobs * 2 + 2;
    let (permit, permits) = sync_channel(in_flight);
    let (give, take) = sync_channel::<Batch<I::Item>>(in_flight);
    let (send, results) = channel();
    for _ in 0..in_flight {
        // the channel holds that many, and its other end is alive
        let _ = permit.send(());
    }
    let take = Mutex::new(take);
    thread::scope(|scope| {
        scope.spawn(move || fill(inputs(), IN_FLIGHT / in_flight, &permits, &give));
        for _ in 0..jobs {
            let (take, work, send) = (&take, &work, send.clone());
            scope.spawn(move || toil(take, work, &send));
        }
        drop(send);
        // both ends of the permits and results go with the closure: then all threads run out of work
        hand_on(results, permit, &mut each)
    })
}

/// Makes batches. The first hold one item, so that the first output comes at once.
fn fill<I>(inputs: I, share: usize, permits: &Receiver<()>, give: &SyncSender<Batch<I::Item>>)
where
    I: Iterator,
    I::Item: Weigh,
{
    let mut inputs = inputs.fuse();
    let (mut first, mut limit) = (0, 1);
    for number in 0.. {
        if permits.recv().is_err() {
            return;
        }
        let mut batch = Batch { number, first, items: Vec::new() };
        let mut bytes = 0;
        while batch.items.len() < limit && bytes < share.min(BATCH_BYTES) {
            let Some(item) = inputs.next() else { break };
            bytes += item.weight();
            batch.items.push(item);
        }
        first += batch.items.len() as u64;
        limit = (limit * 2).min(BATCH_ITEMS);
        if batch.items.is_empty() || give.send(batch).is_err() {
            return;
        }
    }
}

fn toil<T, R>(take: &Mutex<Receiver<Batch<T>>>, work: &(impl Fn(u64, T) -> R + Sync), send: &Sender<(u64, Vec<R>)>) {
    loop {
        // whoever panicked while it waited left the receiver as it was
        let next = take.lock().unwrap_or_else(|e| e.into_inner()).recv();
        let Ok(batch) = next else { return };
        let numbered = (batch.first..).zip(batch.items);
        let done = numbered.map(|(number, item)| work(number, item)).collect();
        if send.send((batch.number, done)).is_err() {
            return;
        }
    }
}

fn hand_on<R>(
    results: Receiver<(u64, Vec<R>)>,
    permit: SyncSender<()>,
    each: &mut impl FnMut(R) -> io::Result<()>,
) -> io::Result<()> {
    let mut early = BTreeMap::new();
    let mut due = 0;
    for (number, done) in results {
        early.insert(number, done);
        while let Some(done) = early.remove(&due) {
            done.into_iter().try_for_each(&mut *each)?;
            due += 1;
            // the input may have ended already: then nobody waits for permits
            let _ = permit.try_send(());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    impl Weigh for usize {
        fn weight(&self) -> usize {
            10_000
        }
    }

    #[test]
    fn order_is_the_inputs() {
        for jobs in [1, 2, 5] {
            let mut seen = Vec::new();
            let work = |n: u64, item: usize| {
                if item.is_multiple_of(7) {
                    thread::sleep(Duration::from_micros(200));
                }
                (n, item * 2)
            };
            ordered(
                jobs,
                || 0..1000,
                work,
                |r| {
                    seen.push(r);
                    Ok(())
                },
            )
            .unwrap();
            let expected: Vec<_> = (0..1000).map(|i| (i as u64, i * 2)).collect();
            assert_eq!(seen, expected);
        }
    }

    #[test]
    fn no_input_is_no_work() {
        for jobs in [1, 3] {
            ordered(jobs, || 0..0, |_, i: usize| i, |_| unreachable!()).unwrap();
        }
    }

    #[test]
    fn a_writer_that_stops_ends_the_run_and_the_input_is_not_read_on() {
        for jobs in [1, 4] {
            let taken = AtomicUsize::new(0);
            let endless = || {
                (0..).inspect(|_| {
                    taken.fetch_add(1, Ordering::Relaxed);
                })
            };
            let mut left = 10;
            let done = ordered(
                jobs,
                endless,
                |_, i: usize| i,
                |_| {
                    left -= 1;
                    match left {
                        0 => Err(ErrorKind::BrokenPipe.into()),
                        _ => Ok(()),
                    }
                },
            );
            assert_eq!(done.unwrap_err().kind(), ErrorKind::BrokenPipe);
            assert!(taken.load(Ordering::Relaxed) < 2000);
        }
    }

    #[test]
    fn what_is_under_way_stays_bounded_behind_a_slow_head() {
        let (started, handed) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let most = AtomicUsize::new(0);
        let work = |n: u64, _: usize| {
            if n == 0 {
                thread::sleep(Duration::from_millis(100));
            }
            let open = started.fetch_add(1, Ordering::SeqCst) + 1 - handed.load(Ordering::SeqCst);
            most.fetch_max(open, Ordering::SeqCst);
        };
        ordered(
            2,
            || 0..100_000,
            work,
            |()| {
                handed.fetch_add(1, Ordering::SeqCst);
                Ok(())
            },
        )
        .unwrap();
        assert!(most.load(Ordering::SeqCst) <= 6 * BATCH_ITEMS);
    }
}
