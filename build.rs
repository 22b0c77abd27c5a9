//! Cargo builds anew when a file of the default theme comes or goes: the macro that embeds them is
//! not asked again by itself.

fn main() {
    println!("cargo::rerun-if-changed=themes/default");
}
