//! Source text of programming languages, told by words that no other language has. Lines in, a name
//! out.

/// Programming languages by what only they write.
pub(super) fn program(lines: &[&str]) -> Option<&'static str> {
    let any = |test: &dyn Fn(&str) -> bool| lines.iter().any(|line| test(line.trim()));
    let starts = |words: &[&str]| any(&|line| words.iter().any(|word| line.starts_with(word)));
    let semicolons = lines
        .iter()
        .filter(|line| line.ends_with([';', '{', '}']))
        .count();
    if starts(&["#include <", "#include \""]) {
        return Some("c");
    }
    if starts(&["fn main()", "pub fn ", "impl ", "use std::", "let mut "])
        || (any(&|line| line.contains("println!(")) && semicolons > 0)
    {
        return Some("rust");
    }
    if starts(&["package main", "func main()", "func ("]) {
        return Some("go");
    }
    if starts(&[
        "fun ",
        "val ",
        "override fun ",
        "data class ",
        "suspend fun ",
    ]) && any(&|line| line.contains(['(', '=']))
    {
        return Some("kotlin");
    }
    let java = [
        "public class ",
        "public interface ",
        "private final ",
        "public static ",
        "import java",
        "import org.",
        "package com.",
        "System.out.",
        "public void ",
        "private void ",
        "protected ",
        "public record ",
        "public enum ",
    ];
    if semicolons > 0
        && (starts(&java)
            || starts(&[
                "@Override",
                "@Bean",
                "@Test",
                "@Entity",
                "@Service",
                "@RestController",
                "@GetMapping",
                "@PostMapping",
                "@Configuration",
                "@Autowired",
            ]))
    {
        return Some("java");
    }
    if starts(&["def ", "class ", "from "])
        && any(&|line| line.ends_with(':') || line.contains(" import "))
        && semicolons == 0
    {
        return Some("python");
    }
    if starts(&[
        "const ",
        "let ",
        "export default",
        "export const",
        "function ",
        "module.exports",
        "import {",
        "import React",
        "console.log(",
    ]) && any(&|line| line.contains(['(', '=', '{']))
    {
        return Some("javascript");
    }
    if starts(&[
        "plugins {",
        "repositories {",
        "implementation '",
        "implementation \"",
        "apply plugin:",
        "implementation(",
    ]) {
        return Some("groovy");
    }
    if starts(&[
        "resource \"",
        "provider \"",
        "variable \"",
        "terraform {",
        "data \"",
    ]) {
        return Some("hcl");
    }
    None
}
