//! Frames: a length (u32, little-endian, of what follows), a type (u8), a payload of little-endian integers
//! and length-prefixed byte strings. docs/wire.md is the same in one page.

use crate::sys::{self, failure, Failure, Try};
use std::os::unix::io::RawFd;

/// No frame is longer; a longer one ends its conversation.
pub const MOST_FRAME: usize = 4 << 20;
/// Bytes of a failed step that are told.
const LONGEST_STEP: usize = 1024;
/// No data frame that we send carries more.
pub const MOST_DATA: usize = 64 << 10;

pub const OPEN: u8 = 1;
pub const START: u8 = 2;
pub const STDIN: u8 = 3;
pub const STDIN_END: u8 = 4;
pub const SIGNAL: u8 = 5;
pub const CANCEL: u8 = 6;
pub const WRITE: u8 = 7;
pub const DATA: u8 = 8;
pub const END: u8 = 9;
pub const READ: u8 = 10;
pub const PARK: u8 = 11;
pub const HAND: u8 = 12;

pub const OPENED: u8 = 65;
pub const FAILED: u8 = 66;
pub const STARTED: u8 = 67;
pub const STDOUT: u8 = 68;
pub const STDERR: u8 = 69;
pub const ENDED: u8 = 70;
pub const DONE: u8 = 71;

/// A payload, read from the front.
pub struct Fields<'a>(pub &'a [u8]);

impl<'a> Fields<'a> {
    fn take(&mut self, count: usize) -> Try<&'a [u8]> {
        if count > self.0.len() {
            return failure("a frame ends before its last field", libc::EBADMSG);
        }
        let (front, rest) = self.0.split_at(count);
        self.0 = rest;
        Ok(front)
    }

    pub fn u8(&mut self) -> Try<u8> {
        Ok(self.take(1)?[0])
    }

    pub fn u32(&mut self) -> Try<u32> {
        let mut array = [0; 4];
        array.copy_from_slice(self.take(4)?);
        Ok(u32::from_le_bytes(array))
    }

    pub fn u64(&mut self) -> Try<u64> {
        let mut array = [0; 8];
        array.copy_from_slice(self.take(8)?);
        Ok(u64::from_le_bytes(array))
    }

    pub fn bytes(&mut self) -> Try<&'a [u8]> {
        let count = self.u32()? as usize;
        self.take(count)
    }

    /// A byte string that goes to the kernel as a path or argument.
    pub fn text(&mut self, what: &str) -> Try<std::ffi::CString> {
        sys::cstring(self.bytes()?, what)
    }

    /// A counted list. Its count is not trusted: every item takes at least a byte of the frame.
    pub fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> Try<T>) -> Try<Vec<T>> {
        let count = self.u32()?;
        let mut all = Vec::new();
        for _ in 0..count {
            all.push(item(self)?);
        }
        Ok(all)
    }

    /// What a FAILED frame says.
    pub fn failure(&mut self) -> Try<Failure> {
        let errno = self.u32()? as i32;
        let step = String::from_utf8_lossy(self.bytes()?).into_owned();
        Ok(Failure { step, errno })
    }

    pub fn end(&self) -> Try<()> {
        if self.0.is_empty() {
            Ok(())
        } else {
            failure("a frame goes on after its last field", libc::EBADMSG)
        }
    }
}

/// A frame being made.
pub struct Frame(Vec<u8>);

impl Frame {
    pub fn new(kind: u8) -> Self {
        Frame(vec![0, 0, 0, 0, kind])
    }

    pub fn u8(mut self, value: u8) -> Self {
        self.0.push(value);
        self
    }

    pub fn u32(mut self, value: u32) -> Self {
        self.0.extend(value.to_le_bytes());
        self
    }

    pub fn u64(mut self, value: u64) -> Self {
        self.0.extend(value.to_le_bytes());
        self
    }

    pub fn bytes(self, value: &[u8]) -> Self {
        self.u32(value.len() as u32).raw(value)
    }

    pub fn raw(mut self, value: &[u8]) -> Self {
        self.0.extend(value);
        self
    }

    pub fn failed(failure: &Failure) -> Self {
        // A path in it may be as long as the caller liked.
        let step = failure.step.as_bytes();
        Frame::new(FAILED)
            .u32(failure.errno as u32)
            .bytes(&step[..step.len().min(LONGEST_STEP)])
    }

    pub fn finish(mut self) -> Vec<u8> {
        let length = (self.0.len() - 4) as u32;
        self.0[..4].copy_from_slice(&length.to_le_bytes());
        self.0
    }
}

/// One non-blocking connection: what has come and is not yet a whole frame, what is yet to go.
pub struct Connection {
    socket: std::os::unix::io::OwnedFd,
    incoming: Vec<u8>,
    outgoing: Vec<u8>,
    sent: usize,
    /// The peer sends nothing more, or we want nothing more from it.
    ended: bool,
    /// Nothing more can be sent.
    broken: bool,
}

impl Connection {
    pub fn new(socket: std::os::unix::io::OwnedFd) -> Self {
        Connection {
            socket,
            incoming: Vec::new(),
            outgoing: Vec::new(),
            sent: 0,
            ended: false,
            broken: false,
        }
    }

    pub fn fd(&self) -> RawFd {
        use std::os::unix::io::AsRawFd;
        self.socket.as_raw_fd()
    }

    pub fn idle(&self) -> bool {
        self.sent == self.outgoing.len()
    }

    /// Something has come that nobody has taken.
    pub fn holds_more(&self) -> bool {
        !self.incoming.is_empty()
    }

    /// Nothing more comes from the peer.
    pub fn ended(&self) -> bool {
        self.ended
    }

    /// Takes nothing more from the peer. What was sent before still goes.
    pub fn close(&mut self) {
        self.ended = true;
    }

    /// Nothing more comes, and everything that was to go has gone or cannot.
    pub fn over(&self) -> bool {
        self.ended && self.idle()
    }

    /// What to poll for, beside what the caller wants to read.
    pub fn events(&self, wanted: i16) -> i16 {
        let sending = if self.idle() { 0 } else { libc::POLLOUT };
        if self.ended {
            sending
        } else {
            libc::POLLRDHUP | wanted | sending
        }
    }

    /// Receives once, without blocking, at most 64 KiB: a flood on one connection starves no other.
    pub fn receive(&mut self) {
        let mut buffer = [0; MOST_DATA];
        match sys::read(self.fd(), &mut buffer) {
            0 => self.ended = true,
            count if count > 0 => self.incoming.extend(&buffer[..count as usize]),
            _ => self.ended |= !matches!(sys::errno(), libc::EAGAIN | libc::EINTR),
        }
    }

    /// The next whole frame that has come: (type, payload).
    pub fn frame(&mut self) -> Try<Option<(u8, Vec<u8>)>> {
        if self.incoming.len() < 4 {
            return Ok(None);
        }
        let length = Fields(&self.incoming).u32()? as usize;
        if length == 0 || length > MOST_FRAME {
            return failure(
                format!("a frame of {length} bytes; 1 to {MOST_FRAME} are allowed"),
                libc::EMSGSIZE,
            );
        }
        if self.incoming.len() < 4 + length {
            return Ok(None);
        }
        let rest = self.incoming.split_off(4 + length);
        let whole = std::mem::replace(&mut self.incoming, rest);
        Ok(Some((whole[4], whole[5..].to_vec())))
    }

    pub fn send(&mut self, frame: Frame) {
        if self.broken {
            return;
        }
        if self.idle() {
            self.outgoing.clear();
            self.sent = 0;
        }
        self.outgoing.extend(frame.finish());
        self.flush();
    }

    /// Sends what fits without blocking.
    pub fn flush(&mut self) {
        while !self.idle() {
            let rest = &self.outgoing[self.sent..];
            // SAFETY: the slice is valid for its length.
            let count = unsafe {
                libc::send(
                    self.fd(),
                    rest.as_ptr().cast(),
                    rest.len(),
                    libc::MSG_NOSIGNAL | libc::MSG_DONTWAIT,
                )
            };
            if count < 0 {
                match sys::errno() {
                    libc::EINTR => continue,
                    libc::EAGAIN => return,
                    _ => {
                        self.ended = true;
                        self.broken = true;
                        self.sent = self.outgoing.len();
                        return;
                    }
                }
            }
            self.sent += count as usize;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::os::unix::io::OwnedFd;
    use std::os::unix::net::UnixStream;

    fn pair() -> (UnixStream, Connection) {
        let (ours, theirs) = UnixStream::pair().unwrap();
        theirs.set_nonblocking(true).unwrap();
        (ours, Connection::new(OwnedFd::from(theirs)))
    }

    #[test]
    fn a_frame_that_ends_early_is_refused_at_every_length() {
        let whole = Frame::new(START)
            .u8(1)
            .u32(2)
            .u64(3)
            .bytes(b"four")
            .finish();
        for length in 0..whole.len() - 5 {
            let mut fields = Fields(&whole[5..5 + length]);
            let read = fields
                .u8()
                .and_then(|_| fields.u32())
                .and_then(|_| fields.u64())
                .and_then(|_| fields.bytes().map(|_| ()));
            assert_eq!(read.unwrap_err().errno, libc::EBADMSG, "{length}");
        }
    }

    #[test]
    fn a_count_is_not_trusted() {
        let huge = u32::MAX.to_le_bytes();
        assert!(Fields(&huge).list(|it| it.u8()).is_err());
        assert!(Fields(&huge).bytes().is_err());
        assert!(Fields(&[255, 255, 255, 255, 1, 2])
            .list(|it| it.u8())
            .is_err());
    }

    #[test]
    fn what_follows_the_last_field_is_refused() {
        let mut fields = Fields(&[7, 0]);
        assert_eq!(fields.u8().unwrap(), 7);
        assert!(fields.end().is_err());
        assert_eq!(fields.u8().unwrap(), 0);
        assert!(fields.end().is_ok());
    }

    #[test]
    fn a_text_holds_no_nul() {
        let frame = Frame::new(0).bytes(b"a\0b").finish();
        assert_eq!(
            Fields(&frame[5..]).text("path").unwrap_err().errno,
            libc::EINVAL
        );
    }

    #[test]
    fn frames_are_put_together_from_any_pieces() {
        let (mut ours, mut connection) = pair();
        let two = [
            Frame::new(STDIN).raw(b"one").finish(),
            Frame::new(STDIN_END).finish(),
        ]
        .concat();
        let mut frames = Vec::new();
        for byte in two {
            ours.write_all(&[byte]).unwrap();
            connection.receive();
            while let Some(frame) = connection.frame().unwrap() {
                frames.push(frame);
            }
        }
        assert_eq!(frames, [(STDIN, b"one".to_vec()), (STDIN_END, Vec::new())]);
        drop(ours);
        connection.receive();
        assert!(connection.ended());
    }

    #[test]
    fn a_frame_has_a_type_and_a_bound() {
        for length in [0, MOST_FRAME as u32 + 1, u32::MAX] {
            let (mut ours, mut connection) = pair();
            ours.write_all(&length.to_le_bytes()).unwrap();
            connection.receive();
            assert_eq!(connection.frame().unwrap_err().errno, libc::EMSGSIZE);
        }
    }

    #[test]
    fn what_does_not_fit_is_kept_and_sent_later() {
        use std::io::Read;
        let (mut ours, mut connection) = pair();
        let frame = || Frame::new(STDOUT).raw(&[9; MOST_DATA]);
        while connection.idle() {
            connection.send(frame());
        }
        let mut received = 0;
        let mut buffer = [0; MOST_DATA];
        while !connection.idle() {
            received += ours.read(&mut buffer).unwrap();
            connection.flush();
        }
        drop(connection);
        while let Ok(count) = ours.read(&mut buffer) {
            if count == 0 {
                break;
            }
            received += count;
        }
        assert_eq!(received % frame().finish().len(), 0);
    }

    #[test]
    fn a_peer_that_left_ends_the_connection() {
        let (ours, mut connection) = pair();
        drop(ours);
        connection.send(Frame::new(DONE));
        assert!(connection.ended());
        assert!(connection.idle());
    }
}
