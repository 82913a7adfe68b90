import Glibc

/// What the system says of an error number; in Chinese for those that a clerk meets.
package func systemMessage(_ code: Int32) -> Wording {
    let english = String(cString: strerror(code))
    let chinese: String? =
        switch code {
        case ENOENT: "没有这个文件或文件夹"
        case EACCES, EPERM: "没有权限"
        case ENOTDIR: "路径中间有一段不是文件夹"
        case EISDIR: "是一个文件夹"
        case ELOOP: "链接互相指向，没有尽头"
        case ENAMETOOLONG: "名称太长"
        case EIO: "读写出错"
        case EMFILE, ENFILE: "打开的文件太多"
        case ENOSPC, EDQUOT: "磁盘已满"
        case EROFS: "磁盘是只读的"
        case ENOMEM: "内存不够"
        case EAGAIN: "进程太多，暂时开不了新的"
        default: nil
        }
    return Wording(zh: chinese ?? english, en: english)
}
