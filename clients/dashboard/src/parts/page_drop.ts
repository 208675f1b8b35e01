// Files that are dropped on the page, wherever they fall. The browser never opens them in its place.
import { onBeforeUnmount, onMounted, ref } from "vue";

export function usePageDrop(take?: (file: File) => void) {
  const over = ref(false);
  const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
  function dragged(event: DragEvent): void {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    over.value = true;
  }
  function left({ relatedTarget }: DragEvent): void {
    if (relatedTarget === null) over.value = false;
  }
  function dropped(event: DragEvent): void {
    over.value = false;
    if (!holdsFiles(event)) return;
    event.preventDefault();
    const [file] = event.dataTransfer?.files ?? [];
    if (file !== undefined) take?.(file);
  }
  onMounted(() => {
    window.addEventListener("dragover", dragged);
    window.addEventListener("dragleave", left);
    window.addEventListener("drop", dropped);
  });
  onBeforeUnmount(() => {
    window.removeEventListener("dragover", dragged);
    window.removeEventListener("dragleave", left);
    window.removeEventListener("drop", dropped);
  });
  return over;
}
