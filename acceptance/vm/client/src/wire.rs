//! The cell's wire, from the JVM's side: written from docs/wire.md and not from the cell, so that the two
//! check each other.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

pub const OPEN: u8 = 1;
pub const START: u8 = 2;
pub const STDIN: u8 = 3;
pub const STDIN_END: u8 = 4;
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

/// No answer takes longer, even under emulation.
const PATIENCE: Duration = Duration::from_secs(20);

/// A payload being made.
#[derive(Default)]
pub struct Payload(pub Vec<u8>);

impl Payload {
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

    pub fn bytes(mut self, value: &[u8]) -> Self {
        self.0.extend((value.len() as u32).to_le_bytes());
        self.0.extend(value);
        self
    }

    pub fn text(self, value: &str) -> Self {
        self.bytes(value.as_bytes())
    }
}

/// One conversation.
pub struct Talk(UnixStream);

impl Talk {
    pub fn connect(path: &Path) -> io::Result<Talk> {
        let stream = UnixStream::connect(path)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Talk(stream))
    }

    pub fn send(&mut self, kind: u8, payload: &[u8]) -> io::Result<()> {
        let mut frame = ((payload.len() + 1) as u32).to_le_bytes().to_vec();
        frame.push(kind);
        frame.extend(payload);
        self.0.write_all(&frame)
    }

    pub fn receive(&mut self) -> io::Result<(u8, Vec<u8>)> {
        let mut length = [0; 4];
        self.0.read_exact(&mut length)?;
        let mut frame = vec![0; u32::from_le_bytes(length) as usize];
        self.0.read_exact(&mut frame)?;
        let payload = frame.split_off(1);
        Ok((frame[0], payload))
    }

    /// The next frame, which must be of `kind`.
    pub fn expect(&mut self, kind: u8) -> Result<Vec<u8>, String> {
        match self.receive() {
            Ok((got, payload)) if got == kind => Ok(payload),
            Ok((FAILED, payload)) => Err(failure(&payload)),
            Ok((got, _)) => Err(format!("frame {got} instead of {kind}")),
            Err(broken) => Err(format!("no frame {kind}: {broken}")),
        }
    }

    /// Says that nothing more will be sent, and waits until the cell has hung up.
    pub fn finish(mut self) -> Result<(), String> {
        let mut rest = Vec::new();
        self.0
            .shutdown(std::net::Shutdown::Write)
            .and_then(|()| self.0.read_to_end(&mut rest))
            .map(|_| ())
            .map_err(|broken| format!("closing: {broken}"))
    }
}

/// What a FAILED frame says.
pub fn failure(payload: &[u8]) -> String {
    let errno = number(payload, 0, 4) as i32;
    let step = String::from_utf8_lossy(payload.get(8..).unwrap_or_default());
    format!("{step}: {}", io::Error::from_raw_os_error(errno))
}

/// `size` bytes of `payload` at `at`, as a little-endian number.
pub fn number(payload: &[u8], at: usize, size: usize) -> u64 {
    payload
        .get(at..at + size)
        .unwrap_or_default()
        .iter()
        .rev()
        .fold(0, |all, byte| all << 8 | u64::from(*byte))
}
