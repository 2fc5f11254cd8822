//! Where the site is served: an address of this machine and a port on it.
//!
//! In: what was asked for. Out: a port that is ours, and the names under which browsers may ask for it.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, ToSocketAddrs};

/// The port that is served on where none is named.
pub const PORT: u16 = 4747;

/// How many ports after it are tried.
const MORE: u16 = 20;

/// A port that is ours.
#[derive(Debug)]
pub struct Door {
    pub(super) listener: TcpListener,
    pub(super) names: Names,
    /// Whether the port is not [`PORT`] because somebody else has that one.
    pub is_next: bool,
}

/// Why there is none.
#[derive(Debug)]
pub enum DoorError {
    /// What was asked for makes no sense on this machine.
    Usage(String),
    /// The machine refuses.
    Machine(anyhow::Error),
}

/// The names and the port that a browser may ask for. A page of somebody else that has its own name lead to this
/// machine (DNS rebinding) asks for that name, and so is told from a writer.
#[derive(Debug, Clone)]
pub struct Names {
    /// The host as it was asked for.
    asked: String,
    address: SocketAddr,
}

impl Door {
    /// Opens a port: the one named, or the first free one from [`PORT`] on.
    ///
    /// # Errors
    /// When the host is not one of this machine, or the port is taken.
    pub fn open(host: &str, port: Option<u16>) -> Result<Self, DoorError> {
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let ports = port.map_or(PORT..=PORT + MORE, |port| port..=port);
        let last = *ports.end();
        for tried in ports {
            match bind(host, tried)? {
                Ok(listener) => {
                    let address = listener.local_addr().map_err(|error| DoorError::Machine(error.into()))?;
                    let names = Names { asked: host.to_lowercase(), address };
                    return Ok(Self { listener, names, is_next: port.is_none() && tried != PORT });
                }
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
                Err(error) => return Err(refused(host, tried, error)),
            }
        }
        Err(DoorError::Machine(match port {
            Some(port) => {
                anyhow::anyhow!("port {port} is taken by another program; name another with --port, or none: then a free one is taken")
            }
            None => anyhow::anyhow!("the ports from {PORT} to {last} are all taken; name a free one with --port"),
        }))
    }

    /// The address of the site for a browser on this machine.
    #[must_use]
    pub fn address(&self) -> String {
        self.names.address()
    }

    /// Whether others on the network can reach it.
    #[must_use]
    pub fn is_open_to_others(&self) -> bool {
        !self.names.address.ip().is_loopback()
    }
}

impl Names {
    /// The address of the site for a browser on this machine.
    pub fn address(&self) -> String {
        let ip = self.address.ip();
        let host = match ip {
            IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.to_string(),
            IpAddr::V6(ip) if ip.is_unspecified() => "[::1]".to_owned(),
            IpAddr::V4(ip) => ip.to_string(),
            IpAddr::V6(ip) => format!("[{ip}]"),
        };
        format!("http://{host}:{}/", self.address.port())
    }

    /// Whether a browser that asks for this host (`localhost:4747`) means this server.
    pub fn hold(&self, host: &str) -> bool {
        let host = host.to_lowercase();
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.contains(']') => (name, port),
            _ => (&*host, "80"),
        };
        if port != self.address.port().to_string() {
            return false;
        }
        let name = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
        // Nobody can have an address lead elsewhere, only a name.
        let is_address = self.address.ip().is_unspecified() && name.parse::<IpAddr>().is_ok();
        is_address || ["localhost", "127.0.0.1", "::1"].contains(&name) || name == self.asked || name == self.address.ip().to_string()
    }
}

/// Binds the first address that a host has here.
fn bind(host: &str, port: u16) -> Result<io::Result<TcpListener>, DoorError> {
    let unknown = |why: &dyn fmt::Display| {
        DoorError::Usage(format!("--host takes an address or a name of this machine, as 127.0.0.1 or 0.0.0.0; `{host}` is none ({why})"))
    };
    let found = (host, port).to_socket_addrs().map_err(|error| unknown(&error))?;
    let mut addresses: Vec<SocketAddr> = found.collect();
    // `localhost` is both; what people type from habit is the older one.
    addresses.sort_by_key(SocketAddr::is_ipv6);
    let first = addresses.first().ok_or_else(|| unknown(&"it has no address"))?;
    Ok(TcpListener::bind(first))
}

fn refused(host: &str, port: u16, error: io::Error) -> DoorError {
    match error.kind() {
        io::ErrorKind::AddrNotAvailable => {
            DoorError::Usage(format!("`{host}` is no address of this machine; --host 0.0.0.0 serves on all that it has"))
        }
        io::ErrorKind::PermissionDenied => {
            DoorError::Machine(anyhow::anyhow!("the system does not let you serve on port {port}; name one above 1023 with --port"))
        }
        _ => DoorError::Machine(anyhow::Error::new(error).context(format!("opening port {port} on `{host}`"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(asked: &str, address: &str) -> Names {
        Names { asked: asked.to_owned(), address: address.parse().expect("an address") }
    }

    #[test]
    fn only_names_of_this_machine() {
        let local = names("127.0.0.1", "127.0.0.1:4747");
        for good in ["127.0.0.1:4747", "localhost:4747", "LOCALHOST:4747", "[::1]:4747"] {
            assert!(local.hold(good), "{good}");
        }
        for bad in [
            "evil.example:4747",
            "127.0.0.1",
            "127.0.0.1:80",
            "localhost",
            "localhost.evil.example:4747",
            "127.0.0.2:4747",
            "",
            ":4747",
            "[::1]",
        ] {
            assert!(!local.hold(bad), "{bad}");
        }
        let open = names("0.0.0.0", "0.0.0.0:80");
        for good in ["192.168.1.7", "192.168.1.7:80", "[fe80::1]", "localhost"] {
            assert!(open.hold(good), "{good}");
        }
        assert!(!open.hold("evil.example"));
        assert!(names("desk.local", "192.168.1.7:4747").hold("desk.local:4747"));
    }
}
