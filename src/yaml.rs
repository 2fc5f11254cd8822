//! The only file that names the YAML library: text to [`Node`], and a path to the bytes of its value.
