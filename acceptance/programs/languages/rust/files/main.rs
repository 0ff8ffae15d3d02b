use std::fs;

fn main() -> std::io::Result<()> {
    for path in ["here.txt", "/tmp/there.txt"] {
        fs::write(path, "gold")?;
        println!("{} {}", fs::canonicalize(path)?.display(), fs::read_to_string(path)?);
    }
    fs::create_dir("folder")?;
    fs::rename("here.txt", "folder/moved.txt")?;
    for entry in fs::read_dir("folder")? {
        println!("['{}']", entry?.file_name().to_string_lossy());
    }
    Ok(())
}
